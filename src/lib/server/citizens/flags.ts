/**
 * Suspicions about citizens' answers, by rules anyone can read. A flag says that somebody should look;
 * it never deletes an answer and never keeps it from being counted.
 *
 * - `fast`: less than one second for each answered item, with ten items or more;
 * - `straight-lined`: the tables of four rows and more, eight rows in all at least, each answered in
 *   one column throughout;
 * - `same-answers`: the same content came before in the campaign, ten answered items or more;
 * - `same-device`: four answers or more came before from the device on the same day;
 * - `outlier`: a number beyond three interquartile ranges of what others answered.
 */
import type { Flag } from '../../citizen.ts';
import type { Field } from '../../questionnaire/fields.ts';
import type { Answers } from '../../questionnaire/structure.ts';
import { facts, type Fact } from '../answers.ts';
import type { Sql } from '../postgres.ts';

export const secondsPerItem = 1;
export const fewItems = 10;
const fewRows = 4;
const rowsInAll = 8;
const devicesBefore = 4;
const fewNumbers = 40;
const fenceWidth = 3;
const sampled = 2000;

/** Where numbers usually lie, by question and item. */
export type Fences = Map<string, { low: number; high: number }>;

/** Suspicions that one answer raises by itself. */
export function own(
	fields: readonly Field[],
	data: Answers,
	seconds: number | null,
	fences: Fences
): { flags: Flag[]; items: number } {
	const all = facts(fields, data);
	const items = new Set(all.map(({ question, item }) => `${question} ${item}`)).size;
	const flags: Flag[] = [];
	if (seconds !== null && items >= fewItems && seconds / items < secondsPerItem) flags.push('fast');
	if (isStraight(fields, data)) flags.push('straight-lined');
	if (all.some((one) => isBeyond(one, fences))) flags.push('outlier');
	return { flags, items };
}

function isStraight(fields: readonly Field[], data: Answers): boolean {
	let rows = 0;
	for (const { name, shape } of fields) {
		const value = data[name];
		if (shape.kind !== 'matrix' || value === null || typeof value !== 'object') continue;
		const columns = Object.values(value);
		if (columns.length < fewRows) continue;
		if (new Set(columns).size > 1) return false;
		rows += columns.length;
	}
	return rows >= rowsInAll;
}

function isBeyond({ question, item, number }: Fact, fences: Fences): boolean {
	const fence = number === null ? undefined : fences.get(`${question} ${item}`);
	return fence !== undefined && (number! < fence.low || number! > fence.high);
}

/** Whether any question holds a number, without which there are no fences. */
export function hasNumbers(fields: readonly Field[]): boolean {
	return fields.some(({ shape }) => {
		if (shape.kind === 'items') return shape.items.some(({ box }) => box.kind === 'number');
		if (shape.kind === 'table') return shape.columns.some(({ box }) => box.kind === 'number');
		return shape.kind === 'number';
	});
}

/** The fences of a campaign, from the latest answers that count. */
export async function fencesOf(
	sql: Sql,
	campaignId: number,
	fields: readonly Field[]
): Promise<Fences> {
	if (!hasNumbers(fields)) return new Map();
	const rows = await sql<{ data: Answers }[]>`select data from citizen_responses
		where campaign_id = ${campaignId} and state = 'accepted' and decision <> 'exclude'
		order by number desc limit ${sampled}`;
	return fencesFrom(rows.flatMap(({ data }) => facts(fields, data)));
}

/** Three interquartile ranges beyond the quartiles; none for few numbers or numbers all alike. */
export function fencesFrom(all: readonly Fact[]): Fences {
	const numbers = new Map<string, number[]>();
	for (const { question, item, number } of all)
		if (number !== null) {
			const key = `${question} ${item}`;
			numbers.set(key, [...(numbers.get(key) ?? []), number]);
		}
	const fences: Fences = new Map();
	for (const [key, list] of numbers) {
		if (list.length < fewNumbers) continue;
		const sorted = list.sort((one, other) => one - other);
		const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]!;
		const width = at(0.75) - at(0.25);
		if (width > 0)
			fences.set(key, { low: at(0.25) - fenceWidth * width, high: at(0.75) + fenceWidth * width });
	}
	return fences;
}

/** Which answers repeat the content, or the device, of others that came before. */
export async function repeated(
	sql: Sql,
	numbers: readonly number[]
): Promise<Map<number, { content: boolean; device: boolean }>> {
	const rows = await sql<{ number: number; content: boolean; device: boolean }[]>`
		select r.number,
			exists (select 1 from citizen_responses o where o.campaign_id = r.campaign_id
				and o.hash = r.hash and o.number < r.number) as content,
			r.device is not null and (select count(*) from (select 1 from citizen_responses o
				where o.device = r.device and o.number < r.number limit ${devicesBefore}) before)
				>= ${devicesBefore} as device
		from citizen_responses r where r.number = any(${[...numbers]}::bigint[])`;
	return new Map(rows.map(({ number, ...row }) => [number, row]));
}
