/**
 * An event: one recorded act on a portal. Every wire protocol and every log format is turned into
 * this one shape before anything else happens to it.
 */
export type Event = {
	/** UUID; minted by the sender where it can, so that a retry is recognised, else by us */
	id: string;
	siteId: number;
	/** milliseconds since the epoch, when it happened */
	time: number;
	/** `pageview`, `engagement`, or the sender's own name, at most 120 characters */
	name: string;
	hostname: string;
	path: string;
	/** host and path of the referring page, '' when direct or internal */
	referrer: string;
	/** client address; only used to derive the visitor key, never stored */
	ip: string;
	userAgent: string;
	/** false for events that do not end a bounce */
	interactive: boolean;
	engagementMs: number;
	/** 0–100 */
	scroll: number;
	props: Record<string, string>;
};

/**
 * Names of acts that mean the same whoever reports them: our tracker, a foreign client, an access
 * log. What they carry: `url` of a file or a way out; `query` and `results` of a search; `document`;
 * `rating` and `of`; `quiz` and `score`; `form` and `field`.
 */
export const acts = {
	download: 'File Download',
	outbound: 'Outbound Link: Click',
	search: 'Site Search',
	document: 'Document View',
	rating: 'Rating',
	quizStart: 'Quiz Start',
	quizFinish: 'Quiz Finish',
	formError: 'Form Error'
} as const;

const earliest = Date.parse('2000-01-01T00:00:00+07:00');
/** Clocks differ by minutes; what lies further ahead is a wrong clock. */
const furthestAhead = 3_600_000;

/** Whether something can have happened at `time` (ms since the epoch): since 2000, at most an hour from `now`. */
export function isPossible(time: number, now: number): boolean {
	return time >= earliest && time <= now + furthestAhead;
}

/** The first moment of a day in Asia/Ho_Chi_Minh (UTC+7, no daylight saving), ms since the epoch. */
export function startOfDay(day: string): number {
	return Date.parse(`${day}T00:00:00+07:00`);
}

/** The calendar day (YYYY-MM-DD) of a moment in Asia/Ho_Chi_Minh. */
export function dayOf(time: number | Date): string {
	return new Date(Number(time) + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** The day `count` days after `day` (before, if negative). */
export function addDays(day: string, count: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
