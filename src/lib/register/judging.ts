/**
 * What an entry may say: the one check behind the form, the import and the interface for programs.
 * Everything that is wrong comes at once, each under the name of its Problem and of its field.
 */
import { dayOf } from '../event.ts';
import { readDay } from '../import/numbers.ts';
import type { ProblemName } from '../problem.ts';
import {
	earliest,
	limits,
	type Figures,
	type Place,
	type Register,
	type Words
} from '../register.ts';
import type { Unit } from '../unit.ts';
import { fold, formatDay, formatNumber, tidy } from '../vietnamese.ts';
import { labelOf, periodAround, periodExamples } from './periods.ts';

export const givenFields = [
	'part',
	'whole',
	'beside',
	'days',
	'reachedOn',
	'document',
	'note'
] as const;
export type GivenField = (typeof givenFields)[number];

/** Figures as they come in: texts of a form or a file, numbers of a program. */
export type Given = Partial<Record<GivenField, unknown>>;

export type Fault = {
	field: GivenField | 'unit' | 'period' | 'channel' | 'row';
	problem: ProblemName;
	details: Record<string, string | number>;
};

export const fieldWords: Record<'reachedOn' | 'document' | 'note', Words> = {
	reachedOn: { vi: 'Ngày đạt', en: 'Reached on' },
	document: { vi: 'Căn cứ, số văn bản', en: 'Legal basis or document' },
	note: { vi: 'Ghi chú', en: 'Note' }
};

/** What a field of a register is called; its own name where the register does not ask for it. */
export function wordOf(register: Register, field: GivenField): Words {
	if (field === 'reachedOn' || field === 'document' || field === 'note') return fieldWords[field];
	const words = field === 'days' ? register.part : register[field];
	return words ?? { vi: field, en: field };
}

/** The fields of a register, in the order of its form. */
export function fieldsOf({ kind, whole, beside }: Register): GivenField[] {
	return [
		kind === 'days' ? 'days' : 'part',
		...(whole ? (['whole'] as const) : []),
		...(beside ? (['beside'] as const) : []),
		...(kind === 'state' ? (['reachedOn'] as const) : []),
		'document',
		'note'
	];
}

/** Where an entry may stand; `unit` as it was on the last day of the period. */
export function judgePlace(
	register: Register,
	{ unitId, periodFrom: from, periodTo: to }: Place,
	unit: Unit | undefined,
	now: number
): Fault[] {
	const faults: Fault[] = [];
	const wrong = (field: Fault['field'], problem: ProblemName, details: Fault['details']) =>
		faults.push({ field, problem, details });
	const around = periodAround(from, register.rhythm);
	const period = labelOf({ from, to }, register.rhythm, 'vi');
	if (around.from !== from || around.to !== to)
		wrong('period', 'register.no-period', {
			period: `${formatDay(from)} – ${formatDay(to)}`,
			example: periodExamples[register.rhythm]
		});
	else if (from < earliest)
		wrong('period', 'register.period-too-early', { period, earliest: formatDay(earliest) });
	else if (from > dayOf(now)) wrong('period', 'register.period-ahead', { period });
	if (!unit) wrong('unit', 'register.no-unit', { unit: unitId });
	else if (![...register.levels, ...register.also].includes(unit.level))
		wrong('unit', 'register.unit-not-asked', { unit: unit.fullName });
	else if (unit.validFrom > to || (unit.validTo !== null && unit.validTo < to))
		wrong('unit', 'register.unit-not-standing', { unit: unit.fullName, day: formatDay(to) });
	return faults;
}

/**
 * The code of a channel that is listed, or the name of another as it was written first. What was
 * written by hand before is `known`.
 */
export function channelOf(
	{ split }: Register,
	given: string | null,
	known: readonly string[]
): { channel: string | null } | Fault {
	const name = tidy(given ?? '');
	const shown = name.slice(0, 60);
	const fault = (problem: ProblemName, details: Fault['details']): Fault => {
		return { field: 'channel', problem, details };
	};
	if (!split)
		return name === ''
			? { channel: null }
			: fault('register.channel-not-asked', { channel: shown });
	if (name === '') return fault('register.no-channel', { split: split.label.vi });
	const key = fold(name);
	const listed = split.values.find(({ code, label }) =>
		[code, label.vi, label.en].some((one) => fold(one) === key)
	);
	if (listed) return { channel: listed.code };
	const lost = textFault('channel', split.label.vi, name, 60);
	if (lost) return lost;
	if (!split.open || key === '') {
		const listing = split.values.map(({ label }) => label.vi).join(', ');
		return fault('register.unknown-channel', { channel: shown, known: listing });
	}
	return { channel: known.find((one) => fold(one) === key) ?? name };
}

export type Judged = { figures: Figures; faults: Fault[] };

/** The figures of an entry, read and tidied; to be kept only where there are no faults. */
export function judgeFigures(register: Register, given: Given, periodTo: string): Judged {
	const faults: Fault[] = [];
	const wrong: Wrong = (field, problem, details = {}) => {
		faults.push({ field, problem, details: { ...details, field: wordOf(register, field).vi } });
	};
	const asked = fieldsOf(register);
	for (const field of givenFields)
		if (!asked.includes(field) && !isBlank(given[field])) wrong(field, 'register.number-not-asked');
	const number = (field: 'part' | 'whole' | 'beside') =>
		asked.includes(field) ? countOf(field, given[field], limits.value, wrong) : null;
	const figures: Figures = {
		part: register.kind === 'state' ? stepOf(register, given.part, wrong) : number('part'),
		...{ whole: number('whole'), beside: number('beside') },
		days: register.kind === 'days' ? daysOf(given.days, wrong) : null,
		reachedOn: null,
		document: textOf('document', given.document, limits.document, wrong),
		note: textOf('note', given.note, limits.note, wrong)
	};
	const { part, whole } = figures;
	if (register.kind === 'share' && part !== null && whole !== null && part > whole)
		wrong('part', 'register.part-over-whole', {
			...{ part: formatNumber(part, 'vi'), whole: formatNumber(whole, 'vi') },
			...{ partField: register.part.vi, wholeField: register.whole?.vi ?? '' }
		});
	if (register.kind === 'state' && part !== null)
		figures.reachedOn = reachedOf(part, given.reachedOn, periodTo, wrong);
	if (figures.document === '' && !faults.some(({ field }) => field === 'document'))
		wrong('document', 'register.no-document');
	return { figures, faults };
}

type Wrong = (field: GivenField, problem: ProblemName, details?: Fault['details']) => void;

function isBlank(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && tidy(value) === '');
}

/** What a person sees of a value that is refused. */
function shownOf(value: unknown): string {
	const text = typeof value === 'string' ? tidy(value) : (JSON.stringify(value) ?? String(value));
	return text.slice(0, 60);
}

/**
 * A whole number as people type it. All that registers count is whole, so that “1.250” and “1,250”
 * can only group thousands; anything with a fraction is a number, and refused as not whole.
 */
export function readCount(text: string): number | undefined {
	const plain = tidy(text).replace(/^[−–]/, '-');
	if (/^[1-9]\d{0,2}([., ])\d{3}(\1\d{3})*$/.test(plain)) return Number(plain.replace(/\D/g, ''));
	if (/^[+-]?\d+$/.test(plain)) return Number(plain);
	const fraction = /^([+-]?\d{1,3}(?:[.,]\d{3})*|[+-]?\d+)[.,](\d+)$/.exec(plain);
	if (!fraction) return undefined;
	const value = Number(`${fraction[1]!.replace(/[.,]/g, '')}.${fraction[2]}`);
	return value;
}

function countOf(field: GivenField, value: unknown, most: number, wrong: Wrong): number | null {
	if (isBlank(value)) {
		wrong(field, 'register.no-number');
		return null;
	}
	const number = typeof value === 'string' ? readCount(value) : value;
	const shown = shownOf(value);
	if (typeof number !== 'number') wrong(field, 'register.unreadable-number', { value: shown });
	else if (!Number.isInteger(number) || number < 0)
		wrong(field, 'register.not-whole', { value: shown });
	else if (number > most)
		wrong(field, 'register.too-large', { value: shown, most: formatNumber(most, 'vi') });
	else return number === 0 ? 0 : number;
	return null;
}

/** A step of a state by its number or its name. */
function stepOf(register: Register, value: unknown, wrong: Wrong): number | null {
	const { steps } = register;
	if (isBlank(value)) {
		wrong('part', 'register.no-number');
		return null;
	}
	const key = typeof value === 'string' ? fold(value) : '';
	const named = steps.findIndex(
		(words) => key !== '' && [words.vi, words.en].map(fold).includes(key)
	);
	const step = named >= 0 ? named : typeof value === 'string' ? readCount(value) : value;
	if (typeof step === 'number' && Number.isInteger(step) && step in steps) return step;
	wrong('part', 'register.unknown-step', { value: shownOf(value), most: steps.length - 1 });
	return null;
}

function daysOf(value: unknown, wrong: Wrong): number[] | null {
	const list =
		typeof value === 'string' ? value.split(/[;\s]+/).filter((one) => one !== '') : value;
	if (isBlank(value) || (Array.isArray(list) && list.length === 0)) {
		wrong('days', 'register.no-days');
		return null;
	}
	if (!Array.isArray(list)) {
		wrong('days', 'register.unreadable-number', { value: shownOf(value) });
		return null;
	}
	if (list.length > limits.documents) {
		wrong('days', 'register.too-many-days', { count: list.length, most: limits.documents });
		return null;
	}
	let isFine = true;
	const once: Wrong = (...fault) => {
		if (isFine) wrong(...fault);
		isFine = false;
	};
	const days = list.map((one: unknown) => countOf('days', one, limits.days, once) ?? 0);
	return isFine ? days : null;
}

function textOf(field: 'document' | 'note', value: unknown, most: number, wrong: Wrong): string {
	if (isBlank(value)) return '';
	if (typeof value !== 'string') {
		wrong(field, 'register.unreadable-text', { value: shownOf(value) });
		return '';
	}
	const text = tidy(value);
	const fault = textFault(field, fieldWords[field].vi, text, most);
	if (fault) wrong(field, fault.problem, fault.details);
	return text;
}

function textFault(
	field: Fault['field'],
	name: string,
	text: string,
	most: number
): Fault | undefined {
	if (text.includes('\ufffd') || !text.isWellFormed())
		return { field, problem: 'register.letters-lost', details: { field: name } };
	return text.length > most
		? { field, problem: 'register.text-too-long', details: { field: name, most } }
		: undefined;
}

/** The day on which a step was reached: none for the first step, and none after the period. */
function reachedOf(part: number, value: unknown, periodTo: string, wrong: Wrong): string | null {
	if (isBlank(value)) {
		if (part > 0) wrong('reachedOn', 'register.no-reached-day');
		return null;
	}
	const read = typeof value === 'string' ? readDay(value, 'dmy') : undefined;
	if (!read || 'reason' in read)
		wrong('reachedOn', 'register.unreadable-day', { value: shownOf(value) });
	else if (part === 0) wrong('reachedOn', 'register.reached-nothing');
	else if (read.day > periodTo)
		wrong('reachedOn', 'register.reached-outside', {
			...{ day: formatDay(read.day), last: formatDay(periodTo) }
		});
	else if (read.day < earliest)
		wrong('reachedOn', 'register.day-too-early', {
			...{ day: formatDay(read.day), earliest: formatDay(earliest) }
		});
	else return read.day;
	return null;
}
