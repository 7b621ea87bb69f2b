/**
 * Many entries at once, from a pasted table, a file or a program: each row is judged, new ones are
 * entered, those that differ from what stands become new versions, and all of it is one transaction.
 */
import { createHash } from 'node:crypto';
import type { User } from '../../access.ts';
import { directoryOf, findUnit, type Directory, type Named } from '../../import/unit-names.ts';
import { Problem, sentence } from '../../problem.ts';
import type { Entry, Figures, Place, Register } from '../../register.ts';
import { channelOf, judgeFigures, judgePlace, type Fault } from '../../register/judging.ts';
import { periodExamples, readPeriod } from '../../register/periods.ts';
import type { Row } from '../../register/sheet.ts';
import type { Unit } from '../../unit.ts';
import { tidy } from '../../vietnamese.ts';
import * as access from '../access.ts';
import * as audit from '../audit.ts';
import { atomically, constraintOf, type Sql } from '../postgres.ts';
import * as units from '../units.ts';
import * as registers from './registers.ts';

export const outcomes = ['new', 'changed', 'same', 'bad'] as const;
export type Outcome = (typeof outcomes)[number];

export type Verdict = {
	line: number;
	outcome: Outcome;
	faults: Fault[];
	/** as far as they could be made out */
	unit: Unit | null;
	place: Place | null;
	figures: Figures;
	/** what stands now */
	before: Entry | null;
};

export type Taken = {
	verdicts: Verdict[];
	counts: Record<Outcome, number>;
	/** names this result; the real run must come to the same */
	outcome: string;
	isWritten: boolean;
};

export type Order = {
	isDry: boolean;
	/** rows without faults are enough */
	goodOnly: boolean;
	/** of the preview that was shown; undefined = whatever it comes to */
	outcome?: string | undefined;
};

export const mostRows = 5000;

/**
 * Judges rows and, unless dry, writes them. Throws `register.no-rows`, `register.too-many-rows`,
 * `register.has-errors`, `register.nothing-new`, `register.preview-old`, `register.changed`.
 */
export async function take(
	sql: Sql,
	user: User,
	register: Register,
	rows: Row[],
	{ isDry, goodOnly, outcome }: Order,
	now = Date.now()
): Promise<Taken> {
	if (rows.length === 0) throw new Problem('register.no-rows');
	if (rows.length > mostRows)
		throw new Problem('register.too-many-rows', { rows: rows.length, most: mostRows });
	if (isDry) return judge(sql, user, register, rows, now);
	return atomically(sql, async (tx) => {
		// Imports of one register wait for each other, so that each sees what the other wrote.
		await tx`select pg_advisory_xact_lock(hashtext('register'), hashtext(${register.indicatorId}))`;
		const taken = await judge(tx, user, register, rows, now);
		const { verdicts, counts } = taken;
		const bad = verdicts.find((one) => one.outcome === 'bad');
		if (bad && (!goodOnly || counts.bad === rows.length)) {
			const { problem, details } = bad.faults[0]!;
			const reason = sentence(problem, 'vi', details);
			throw new Problem('register.has-errors', { bad: counts.bad, line: bad.line, reason });
		}
		if (outcome !== undefined && outcome !== taken.outcome)
			throw new Problem('register.preview-old');
		if (counts.new + counts.changed === 0) throw new Problem('register.nothing-new');
		await insert(
			tx,
			user.id,
			register,
			verdicts.filter((one) => one.outcome === 'new')
		);
		for (const { before, figures } of verdicts.filter((one) => one.outcome === 'changed'))
			await registers.edit(tx, user.id, before!.id, before!.version, figures);
		await audit.record(tx, user.id, 'register.import', `register/${register.indicatorId}`, counts);
		return { ...taken, isWritten: true };
	});
}

async function judge(
	sql: Sql,
	user: User,
	register: Register,
	rows: Row[],
	now: number
): Promise<Taken> {
	const [mine, known, directories] = await Promise.all([
		access.visibleUnits(sql, user),
		registers.channelNames(sql, register),
		directoriesOf(sql, register, rows)
	]);
	const own = mine && new Set(mine);
	const verdicts: Verdict[] = [];
	const first = new Map<string, number>();
	for (const row of rows) {
		const verdict = judgeRow(register, row, directories, known, now);
		const { place, unit, faults } = verdict;
		if (place && own && !own.has(place.unitId))
			faults.push({
				...{ field: 'unit', problem: 'register.unit-not-yours' },
				details: { unit: unit?.fullName ?? '' }
			});
		if (place) {
			const key = keyOf(place);
			const earlier = first.get(key);
			if (earlier !== undefined)
				faults.push({ field: 'row', problem: 'register.twice', details: { first: earlier } });
			else first.set(key, row.line);
			// A name written in by hand counts from its first row on.
			if (place.channel && !known.includes(place.channel)) known.push(place.channel);
		}
		verdicts.push(verdict);
	}
	await meet(sql, register, verdicts);
	const counts = { new: 0, changed: 0, same: 0, bad: 0 };
	for (const { outcome } of verdicts) counts[outcome]++;
	const facts = verdicts.map(({ place, figures, outcome, before }) => [
		...[place, figures, outcome, before?.version ?? 0]
	]);
	const outcome = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
	return { verdicts, counts, outcome, isWritten: false };
}

const keyOf = ({ unitId, channel, periodFrom }: Place) =>
	`${unitId} ${periodFrom} ${channel ?? ''}`;

/** Units by the names they had on the last day of each period. */
type Directories = Map<string, { directory: Directory; units: Map<number, Unit> }>;

async function directoriesOf(sql: Sql, register: Register, rows: Row[]): Promise<Directories> {
	const days = new Set(
		rows
			.map(({ period }) => readPeriod(period, register.rhythm)?.to)
			.filter((day) => day !== undefined)
	);
	const found: Directories = new Map();
	for (const day of days) {
		const standing = await units.onDay(sql, day);
		const byId = new Map(standing.map((unit) => [unit.id, unit]));
		const named = standing.map((unit): Named => {
			const { id, level, code, name, fullName, parentId } = unit;
			const province = level === 'commune' ? (byId.get(parentId ?? 0)?.name ?? '') : '';
			return { unitId: id, level, code, name, fullName, province, current: true, goesOn: [] };
		});
		found.set(day, { directory: directoryOf(named), units: byId });
	}
	return found;
}

function judgeRow(
	register: Register,
	row: Row,
	directories: Directories,
	known: readonly string[],
	now: number
): Verdict {
	const faults: Fault[] = [];
	const period = readPeriod(row.period, register.rhythm);
	const { figures, faults: ofFigures } = judgeFigures(
		register,
		row.given,
		period?.to ?? '9999-12-31'
	);
	const named = channelOf(register, row.channel, known);
	const verdict = { line: row.line, outcome: 'bad' as Outcome, faults, figures, before: null };
	if (!period) {
		const details = {
			period: tidy(row.period).slice(0, 40),
			example: periodExamples[register.rhythm]
		};
		faults.push({ field: 'period', problem: 'register.no-period', details });
	}
	const standing = period && directories.get(period.to);
	const found = standing && unitOf(standing.directory, row, register);
	const unit = found && 'unitId' in found ? (standing.units.get(found.unitId) ?? null) : null;
	if (found && 'problem' in found) faults.push(found);
	if ('problem' in named) faults.push(named);
	faults.push(...ofFigures);
	if (!period || !unit || 'problem' in named) return { ...verdict, unit, place: null };
	const place: Place = {
		...{ indicatorId: register.indicatorId, unitId: unit.id, channel: named.channel },
		...{ periodFrom: period.from, periodTo: period.to }
	};
	faults.unshift(...judgePlace(register, place, unit, now));
	return { ...verdict, unit, place };
}

function unitOf(directory: Directory, row: Row, register: Register): { unitId: number } | Fault {
	const levels = ['nation', 'province', 'commune', 'agency'] as const;
	const wanted = [...register.levels, ...register.also];
	const cells = { code: row.unit, name: row.unitName };
	const asked = findUnit(directory, cells, wanted);
	if ('unitId' in asked) return asked;
	// A unit that exists but is not asked deserves another word than one that does not exist.
	const any = findUnit(directory, cells, levels);
	if ('unitId' in any) return any;
	const unit = asked.value || [row.unit, row.unitName].filter(Boolean).join(' – ');
	const fault = (problem: Fault['problem'], details: Fault['details']): Fault => ({
		...{ field: 'unit', problem, details }
	});
	if (asked.reason === 'unit-ambiguous')
		return fault('register.unit-doubtful', { unit, nearest: asked.nearest ?? '' });
	if (asked.reason === 'unit-differs') return fault('register.unit-differs', { unit });
	return fault('register.no-unit', { unit: unit.slice(0, 100) || '–' });
}

/** Says of each row without faults what it would do to what stands. */
async function meet(sql: Sql, register: Register, verdicts: Verdict[]): Promise<void> {
	const places = verdicts.map(({ place }) => place).filter((place) => place !== null);
	if (places.length === 0) return;
	const standing = await registers.list(sql, {
		indicatorId: register.indicatorId,
		from: places.reduce(
			(least, { periodFrom }) => (periodFrom < least ? periodFrom : least),
			'9999'
		),
		to: places.reduce((most, { periodTo }) => (periodTo > most ? periodTo : most), '0001'),
		unitIds: [...new Set(places.map(({ unitId }) => unitId))]
	});
	const byPlace = new Map(standing.map((entry) => [keyOf(entry), entry]));
	for (const verdict of verdicts) {
		const { place, faults, figures } = verdict;
		if (!place) continue;
		verdict.before = byPlace.get(keyOf(place)) ?? null;
		if (faults.length > 0) continue;
		const same =
			verdict.before !== null &&
			JSON.stringify(registers.figuresOf(verdict.before)) === JSON.stringify(figures);
		verdict.outcome = same ? 'same' : verdict.before ? 'changed' : 'new';
	}
}

/** Enters all new rows in one statement. */
async function insert(
	tx: Sql,
	userId: number,
	{ indicatorId, kind }: Register,
	verdicts: Verdict[]
): Promise<void> {
	const column = <Key extends keyof Figures>(key: Key) => verdicts.map((one) => one.figures[key]);
	const at = <Key extends keyof Place>(key: Key) => verdicts.map(({ place }) => place![key]);
	const days = verdicts.map(({ figures }) => figures.days && `{${figures.days.join(',')}}`);
	const channels = at('channel').map((channel) => channel ?? '');
	try {
		await tx`with given as (
				select * from unnest(${at('unitId')}::integer[], ${channels}::text[],
					${at('periodFrom')}::date[], ${at('periodTo')}::date[],
					${column('part') as number[]}::float8[], ${column('whole') as number[]}::float8[],
					${column('beside') as number[]}::float8[], ${days as string[]}::text[],
					${column('reachedOn') as string[]}::date[], ${column('document')}::text[],
					${column('note')}::text[]) as rows (unit_id, channel, period_from, period_to, part,
						whole, beside, days, reached_on, document, note)
			), made as (
				insert into register_entries (indicator_id, unit_id, channel, period_from, period_to)
				select ${indicatorId}, unit_id, channel, period_from, period_to from given
				returning id, unit_id, channel, period_from
			)
			insert into register_versions (entry_id, version, kind, part, whole, beside, days,
				reached_on, document, note, entered_by)
			select made.id, 1, ${kind}, part, whole, beside, given.days::integer[], reached_on, document,
				note, ${userId}
			from given join made using (unit_id, channel, period_from)`;
	} catch (error) {
		if (constraintOf(error) !== 'register_entries_overlap') throw error;
		throw new Problem('register.preview-old');
	}
}
