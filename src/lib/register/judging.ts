/**
 * What an entry may say: the one check behind the form, the import and the interface for programs.
 * Each refusal is a named Problem.
 */
import { dayOf } from '../event.ts';
import { Problem } from '../problem.ts';
import {
	earliest,
	limits,
	periodAround,
	type Figures,
	type Place,
	type Register,
	type Rhythm
} from '../register.ts';
import type { Unit } from '../unit.ts';
import { fold, formatDay, tidy } from '../vietnamese.ts';

export const periodExamples: Record<Rhythm, string> = {
	month: '2026-10, 10/2026',
	quarter: '2026-Q3, Quý III/2026',
	year: '2026'
};

/**
 * Where an entry stands, the channel under the name it has. `unit` as it was on the last day.
 * Throws `register.unit-…`, `register.…-channel`, `register.…period…`.
 */
export function judgePlace(
	register: Register,
	place: Place,
	unit: Unit | undefined,
	known: readonly string[],
	now: number
): Place {
	const { periodFrom: from, periodTo: to } = place;
	const around = periodAround(from, register.rhythm);
	const period = `${formatDay(from)} – ${formatDay(to)}`;
	if (around.from !== from || around.to !== to)
		throw new Problem('register.no-period', { period, example: periodExamples[register.rhythm] });
	if (from < earliest)
		throw new Problem('register.period-too-early', {
			period,
			earliest: formatDay(earliest)
		});
	if (from > dayOf(now)) throw new Problem('register.period-ahead', { period });
	if (!unit) throw new Problem('register.no-unit', { unit: place.unitId });
	if (![...register.levels, ...register.also].includes(unit.level))
		throw new Problem('register.unit-not-asked', { unit: unit.fullName });
	if (unit.validFrom > to || (unit.validTo !== null && unit.validTo < to))
		throw new Problem('register.unit-not-standing', {
			unit: unit.fullName,
			day: formatDay(to)
		});
	return { ...place, channel: channelOf(register, place.channel, known) };
}

/** The code of a channel that is listed, or the name of another as it was written first. */
export function channelOf(
	{ split }: Register,
	given: string | null,
	known: readonly string[]
): string | null {
	const name = tidy(given ?? '');
	if (!split) {
		if (name !== '')
			throw new Problem('register.channel-not-asked', { channel: name.slice(0, 60) });
		return null;
	}
	if (name === '') throw new Problem('register.no-channel', { split: split.label.vi });
	const key = fold(name);
	const listed = split.values.find(({ code, label }) =>
		[code, label.vi, label.en].some((one) => fold(one) === key)
	);
	if (listed) return listed.code;
	if (!split.open || key === '')
		throw new Problem('register.unknown-channel', {
			channel: name.slice(0, 60),
			known: split.values.map(({ label }) => label.vi).join(', ')
		});
	refuseText(split.label.vi, name, 60);
	return known.find((one) => fold(one) === key) ?? name;
}

/** The figures of an entry, tidied. Throws the first thing that is wrong with them. */
export function judgeFigures(register: Register, given: Figures, periodTo: string): Figures {
	const { kind, part: partWords, whole: wholeWords, beside: besideWords } = register;
	const said: Figures = {
		...{ part: null, whole: null, beside: null, days: null, reachedOn: null },
		document: tidy(given.document),
		note: tidy(given.note)
	};
	if (kind === 'days') said.days = judgeDays(partWords.vi, given.days);
	else if (given.days !== null) throw new Problem('register.number-not-asked', { field: 'days' });
	if (kind !== 'days') said.part = wholeNumber(partWords.vi, given.part, limits.value);
	else if (given.part !== null) throw new Problem('register.number-not-asked', { field: 'part' });
	if (wholeWords) said.whole = wholeNumber(wholeWords.vi, given.whole, limits.value);
	else if (given.whole !== null) throw new Problem('register.number-not-asked', { field: 'whole' });
	if (besideWords) said.beside = wholeNumber(besideWords.vi, given.beside, limits.value);
	else if (given.beside !== null)
		throw new Problem('register.number-not-asked', { field: 'beside' });
	if (kind === 'share' && said.part! > said.whole!)
		throw new Problem('register.part-over-whole', {
			...{ part: said.part, whole: said.whole },
			...{ partField: partWords.vi, wholeField: wholeWords!.vi }
		});
	said.reachedOn = judgeReached(register, said.part, given.reachedOn, periodTo);
	if (said.document === '') throw new Problem('register.no-document');
	refuseText('Căn cứ, số văn bản', said.document, limits.document);
	refuseText('Ghi chú', said.note, limits.note);
	return said;
}

function wholeNumber(field: string, value: number | null, most: number): number {
	if (value === null) throw new Problem('register.no-number', { field });
	if (!Number.isInteger(value) || value < 0)
		throw new Problem('register.not-whole', { value, field });
	if (value > most) throw new Problem('register.too-large', { value, field, most });
	return value === 0 ? 0 : value;
}

function judgeDays(field: string, given: number[] | null): number[] {
	if (!given || given.length === 0) throw new Problem('register.no-days');
	if (given.length > limits.documents)
		throw new Problem('register.too-many-days', { count: given.length, most: limits.documents });
	return given.map((days) => wholeNumber(field, days, limits.days));
}

function judgeReached(
	{ kind, steps }: Register,
	part: number | null,
	given: string | null,
	periodTo: string
): string | null {
	if (kind !== 'state') {
		if (given !== null) throw new Problem('register.number-not-asked', { field: 'reachedOn' });
		return null;
	}
	if (part! >= steps.length)
		throw new Problem('register.unknown-step', { value: part, most: steps.length - 1 });
	if (part === 0 && given === null) return null;
	if (part === 0) throw new Problem('register.reached-nothing');
	if (given === null) throw new Problem('register.no-reached-day');
	const [day, last] = [formatDay(given), formatDay(periodTo)];
	if (given > periodTo) throw new Problem('register.reached-outside', { day, last });
	if (given < earliest)
		throw new Problem('register.period-too-early', {
			period: day,
			earliest: formatDay(earliest)
		});
	return given;
}

function refuseText(field: string, text: string, most: number): void {
	if (text.includes('\ufffd') || !text.isWellFormed())
		throw new Problem('register.letters-lost', { field });
	if (text.length > most) throw new Problem('register.text-too-long', { field, most });
}
