/**
 * Access logs of web servers: one line is one request. The log of a portal that has never carried
 * a tracker still tells what was read and when, for years back.
 */

/** A request as some server wrote it down; '' or 0 where the server wrote nothing. */
export type LogLine = {
	/** client address, or its name; only used to derive the visitor key */
	ip: string;
	/** milliseconds since the epoch */
	time: number;
	method: string;
	/** path and query, as requested */
	target: string;
	status: number;
	/** the whole address of the referring page */
	referrer: string;
	userAgent: string;
	/** the host that was asked, where the format has it */
	host: string;
};

/** Why an understood line is not counted as a page view or a download. */
export const leftOut = [
	'static', // style sheet, script, picture, font, feed
	'status', // answered with an error (400 and above), or not answered
	'redirect', // the page led to is counted instead
	'partial', // a further part of a document (206)
	'method', // neither GET nor POST
	'host', // another host, in logs that tell
	'request', // no HTTP request: a port scan, a broken connection
	'time' // before 2000, or more than an hour ahead of our clock
] as const;
export type LeftOut = (typeof leftOut)[number];

/** What an import has read so far, from the first line of the file. */
export type LogImport = {
	id: number;
	site: string;
	name: string;
	/** name of the format, such as `combined` */
	format: string;
	/** lines = understood + notUnderstood + blank */
	lines: number;
	/** how many of them were read just now, not by an earlier request */
	fresh: number;
	understood: number;
	notUnderstood: number;
	/** empty lines and the comments that W3C logs carry */
	blank: number;
	/** page views and downloads, those of bots included */
	events: number;
	pageViews: number;
	downloads: number;
	/** events of bots: kept apart, not among the visitors */
	bots: number;
	/** understood = events + the sum of these */
	byReason: Partial<Record<LeftOut, number>>;
	/** understood requests per day in UTC, as other log readers count them */
	perDay: Record<string, number>;
	/** page views without bots per day in Asia/Ho_Chi_Minh */
	pageViewsPerDay: Record<string, number>;
	/** true when the last line had no end and made no sense yet: it is read again next time */
	unfinished: boolean;
};
