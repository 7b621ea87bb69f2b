/**
 * What would become of a quarantined row if it came in now, as it is or as mended. Nothing is
 * changed by asking. A row's event carries the id its sender gave it, else one that follows from the
 * row's number; so a row can never count twice. Who sent it was forgotten when it was set aside: all
 * replayed events of one site and day share one unknown sender.
 */
import { dayOf, isPossible, type Event } from '#lib/event.ts';
import type { Field, Outcome } from '#lib/quarantine.ts';
import type { Site } from '#lib/site.ts';
import * as formats from '../logs/formats.ts';
import * as logs from '../logs/judge.ts';
import type { Sql } from '../postgres.ts';
import * as sites from '../sites.ts';
import type { Warehouse } from '../warehouse.ts';
import { classify } from './classify.ts';
import { derive, uuidOfSite } from './identity.ts';
import * as knowns from './known.ts';
import * as lines from './line.ts';
import { read as readItems } from './protocols/batch.ts';
import { parseJson } from './protocols/reading.ts';
import type { Row } from './quarantine.ts';
import * as repeated from './repeats.ts';
import * as salts from './salts.ts';

export type Verdict = {
	outcome: Outcome;
	reason: string;
	/** the event that would be stored, as a line of the journal; '' for none */
	line: string;
	siteId: number;
	name: string;
	path: string;
	/** milliseconds */
	time: number;
};

/** A change made to every row of a selection: a field of a batch's item gets one value. */
export type Rule = { field: Field; value: string };

/** The body with the rule applied; as it was where it holds no fields. */
export function apply(row: Row, rule: Rule | undefined): string {
	const body = row.repaired ?? row.body;
	if (!rule || row.kind !== 'item') return body;
	const value = parseJson(body);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return body;
	const { site: _, ...others } = value as Record<string, unknown>;
	const kept = rule.field === 'domain' ? others : (value as Record<string, unknown>);
	return JSON.stringify({ ...kept, [rule.field]: rule.value });
}

/** Verdicts on rows in their order, each with the body that was judged. */
export async function judge(
	sql: Sql,
	warehouse: Warehouse,
	rows: Row[],
	bodies: string[]
): Promise<Verdict[]> {
	const known = await sites.list(sql);
	const salt = salts.open(sql);
	const now = Date.now();
	const verdicts: Verdict[] = [];
	for (const [index, row] of rows.entries()) {
		const body = bodies[index]!;
		if (row.kind === 'line') {
			verdicts.push(ofLine(row, body, known, now));
			continue;
		}
		const event = row.kind === 'item' ? ofItem(row, body, known) : ofLog(row, body, known, now);
		verdicts.push('outcome' in event ? event : await ofEvent(row, event, known, salt, now));
	}
	const repeats = new Set(
		await repeated.find(
			warehouse,
			knowns.open(warehouse, 0),
			verdicts.map(({ line }) => lines.head(line))
		)
	);
	return verdicts.map((verdict, index) =>
		repeats.has(index) ? { ...verdict, outcome: 'duplicate', reason: 'known-id' } : verdict
	);
}

const none = { line: '', siteId: 0, name: '', path: '', time: 0 };
const wrong = (reason: string): Verdict => ({ ...none, outcome: 'wrong', reason });

function ownId(row: Row): string {
	return derive(`quarantine ${row.id}`);
}

function ofItem(row: Row, body: string, known: Site[]): Event | Verdict {
	const value = parseJson(body);
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		return wrong(value === undefined ? 'not JSON' : 'an event is an object');
	const { id } = value as { id?: unknown };
	const named = id == null || id === '' ? { ...value, id: ownId(row) } : value;
	const [item] = readItems(JSON.stringify([named]), row.at.getTime()).items;
	if (!item || 'tooLarge' in item) return wrong('too-large');
	if ('reason' in item) return wrong(item.reason);
	const domain = item.site.toLowerCase().replace(/^www\./, '');
	const site = known.find((one) =>
		[one.domain, String(one.id), uuidOfSite(one.domain)].includes(domain)
	);
	if (!site) return wrong('unknown-site');
	return { ...item.event, siteId: site.id };
}

function ofLog(row: Row, body: string, known: Site[], now: number): Event | Verdict {
	const site = known.find(({ id }) => id === row.siteId);
	if (!site) return wrong('unknown-site');
	// What was cut from the front when the line was set aside: client, ident and user.
	const whole = body.startsWith('- [') ? `- - ${body}` : body;
	const own = formats.formats.find(({ read }) => read(whole, '', true));
	const request = own?.read(whole, '', true);
	if (!request) return wrong('log line');
	const judged = logs.judge(request, site, () => ownId(row), now);
	if (typeof judged === 'string') return { ...none, outcome: 'left-out', reason: judged };
	return { ...judged, ip: '' };
}

async function ofEvent(
	row: Row,
	event: Event,
	known: Site[],
	salt: salts.Salts,
	now: number
): Promise<Verdict> {
	const kept = classify(event, now, (siteId) => known.some(({ id }) => id === siteId));
	if (typeof kept === 'string') return wrong(kept);
	const day = dayOf(event.time);
	await salt.prepare([day]);
	const visitor = salt.visitor(day, event.siteId, event.ip, event.userAgent);
	const line = lines.write(event, event.id, kept, day, visitor, lines.stamp(row.at.getTime()));
	const { bot } = kept.agent;
	const { siteId, name, path, time } = event;
	return { outcome: bot ? 'bot' : 'stored', reason: bot, line, siteId, name, path, time };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const moment = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?$/;
const isText = (value: unknown) => typeof value === 'string';
const isCount = (most: number) => (value: unknown) =>
	Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
const isProps = (value: unknown) =>
	typeof value === 'object' &&
	value !== null &&
	!Array.isArray(value) &&
	Object.values(value).every(isText);

/** Columns of a line of the journal in their order, and what each may hold. */
const parts: [name: string, isSound: (value: unknown) => boolean][] = [
	['event_id', (value) => isText(value) && uuid.test(value as string)],
	['day', (value) => isText(value) && /^\d{4}-\d\d-\d\d$/.test(value as string)],
	['site_id', isCount(999_999_999)],
	['bot', isText],
	['visitor', (value) => /^\d{1,20}$/.test(String(value)) && BigInt(String(value)) < 2n ** 64n],
	['time', (value) => isText(value) && moment.test(value as string)],
	...['name', 'hostname', 'path', 'referrer', 'source', 'device', 'browser', 'os'].map(
		(name): [string, typeof isText] => [name, isText]
	),
	['interactive', (value) => typeof value === 'boolean'],
	['engagement_ms', isCount(2 ** 32 - 1)],
	['scroll', isCount(100)],
	['props', isProps],
	['received_at', (value) => isText(value) && moment.test(value as string)]
];

function ofLine(row: Row, body: string, known: Site[], now: number): Verdict {
	const value = parseJson(body);
	if (!Array.isArray(value)) return wrong('a list of values');
	if (value.length !== parts.length) return wrong(`${parts.length} values, not ${value.length}`);
	const all: unknown[] = [uuid.test(String(value[0])) ? value[0] : ownId(row), ...value.slice(1)];
	const unsound = parts.find(([, isSound], index) => !isSound(all[index]));
	if (unsound) return wrong(unsound[0]);
	const [, day, siteId, bot, , stamp, name, , path] = all as [
		...[string, string, number, string, string, string, string, string, string]
	];
	const time = Date.parse(`${stamp.replace(' ', 'T')}Z`);
	if (!isPossible(time, now)) return wrong('impossible-time');
	if (dayOf(time) !== day) return wrong(`day: ${dayOf(time)}`);
	if (!known.some(({ id }) => id === siteId)) return wrong('unknown-site');
	const line = JSON.stringify(all);
	return { outcome: bot ? 'bot' : 'stored', reason: bot, line, siteId, name, path, time };
}
