/**
 * An accepted event as one line of text: what the journal keeps and the warehouse reads. The first
 * four values stand at known places, so that the loader need not parse lines.
 */
import { acts, type Event } from '#lib/event.ts';
import type { Kept } from './classify.ts';

/** Table and columns of a line, for an insert in JSONCompactEachRow. */
export const target =
	'events (event_id, day, site_id, bot, visitor, time, name, hostname, path, referrer, source, ' +
	'device, browser, os, interactive, engagement_ms, scroll, props, received_at)';

/** `["<uuid>","<day>",<site>,"<bot>",…` */
export function write(
	event: Event,
	id: string,
	kept: Kept,
	day: string,
	visitor: string,
	receivedAt: string
): string {
	const { agent, source } = kept;
	const props = event.name === acts.search ? withoutPeople(event.props) : event.props;
	// Put together by hand: half of taking an event in would be JSON.stringify of the whole.
	return (
		`["${id}","${day}",${event.siteId},${quote(agent.bot, 200)},"${visitor}","${stamp(event.time)}",` +
		`${quote(event.name, 120)},${quote(event.hostname, 253)},${quote(event.path, 2000)},` +
		`${quote(event.referrer, 2000)},${quote(source, 253)},"${agent.device}",` +
		`${quote(agent.browser, 40)},${quote(agent.os, 40)},${event.interactive},` +
		`${within(event.engagementMs, 30 * 86_400_000 - 1)},${within(event.scroll, 100)},` +
		`${isEmpty(props) ? '{}' : JSON.stringify(cleanProps(props))},"${receivedAt}"]`
	);
}

/** Text that is the same inside JSON. */
const usual = /^[ !#-[\]-~]*$/;

/** A cleaned text as JSON. */
function quote(text: string, length: number): string {
	if (text.length <= length && usual.test(text)) return `"${text}"`;
	return JSON.stringify(clean(text, length));
}

function isEmpty(props: Record<string, string>): boolean {
	for (const _ in props) return false;
	return true;
}

/** An event on its way through the journal; what does not begin like one has no head. */
export type Line = { text: string; head: Head | undefined };

export type Head = { id: string; day: string; siteId: number; isBot: boolean };

const beginning =
	/^\["[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}","\d{4}-\d\d-\d\d",\d{1,9},"/;

/** What the loader needs of a line, by position; undefined when it does not begin like one. */
export function head(line: string): Head | undefined {
	if (!beginning.test(line)) return undefined;
	const comma = line.indexOf(',', 53);
	return {
		id: line.slice(2, 38),
		day: line.slice(41, 51),
		siteId: Number(line.slice(53, comma)),
		isBot: line[comma + 2] !== '"'
	};
}

let minute = Number.NaN;
let minuteText = '';

/** A moment as the warehouse reads it, in UTC. Most moments lie in the minute that was asked for last. */
export function stamp(time: number): string {
	const whole = Math.floor(time);
	const within = whole - minute;
	if (within >= 0 && within < 60_000)
		return (
			minuteText + String(100_000 + within).slice(1, 3) + '.' + String(100_000 + within).slice(3)
		);
	const text = new Date(whole).toISOString().slice(0, 23).replace('T', ' ');
	minute = whole - (whole % 60_000);
	minuteText = text.slice(0, 17);
	return text;
}

/** NFC, without control characters or halves of characters, at most `length` units long. */
export function clean(text: string, length: number): string {
	if (plain.test(text)) return text.length > length ? text.slice(0, length) : text;
	return text
		.slice(0, length * 2)
		.normalize('NFC')
		.slice(0, length)
		.replace(/\p{Surrogate}/gu, '\ufffd')
		.replace(/\p{Cc}/gu, '');
}

const plain = /^[\x20-\x7e]*$/;

/** People search for their own case: what looks like a number or an address of theirs is not kept. */
function withoutPeople({ query, ...rest }: Record<string, string>): Record<string, string> {
	if (query === undefined) return rest;
	const hidden = query
		.slice(0, 300)
		.replace(/[^\s@]{1,64}@[^\s@]{1,190}/g, '•••')
		.replace(/\+?\d(?:[ .-]?\d){8,}/g, '•••');
	return { query: hidden, ...rest };
}

function cleanProps(props: Record<string, string>): Record<string, string> {
	const pairs = Object.entries(props).slice(0, 30);
	return Object.fromEntries(pairs.map(([key, value]) => [clean(key, 300), clean(value, 2000)]));
}

function within(value: number, most: number): number {
	return Number.isFinite(value) ? Math.min(most, Math.max(0, Math.round(value))) : 0;
}
