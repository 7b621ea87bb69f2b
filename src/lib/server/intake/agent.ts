/**
 * What a user agent says of itself: a program or a person, the kind of device, the browser, the
 * system. Reading one costs a millisecond, so the last few thousand answers are kept.
 */
import Bowser from 'bowser';
import { isbot } from 'isbot';
import { memo } from '#lib/memo.ts';
import { appOf } from '#lib/source.ts';

export type Agent = {
	/** the program's name when it is no person, '' otherwise */
	bot: string;
	device: 'desktop' | 'mobile' | 'tablet' | 'other';
	browser: string;
	os: string;
	/** the app around the browser as a source, '' for none */
	app: string;
};

/** Browsers inside Vietnamese life that parsers take for Chrome. */
const browsers: [RegExp, string][] = [
	[/\bZalo\b/i, 'Zalo'],
	[/coc_coc_browser|\bCocCoc/i, 'Cốc Cốc'],
	[/\bFB(AN|AV|_IAB)\b/, 'Facebook'],
	[/musical_ly|BytedanceWebview|TikTok/i, 'TikTok']
];

/** Reads a user agent; an empty one is taken for a person with an unknown device. */
export const read = memo(5000, parse);

function parse(userAgent: string): Agent {
	const bot = isbot(userAgent) ? botName(userAgent) : '';
	if (userAgent === '') return { bot, device: 'other', browser: '', os: '', app: '' };
	const { browser, os, platform } = Bowser.parse(userAgent);
	const kind = platform.type;
	return {
		bot,
		device: kind === 'desktop' || kind === 'mobile' || kind === 'tablet' ? kind : 'other',
		browser: browsers.find(([pattern]) => pattern.test(userAgent))?.[1] ?? short(browser.name),
		os: short(os.name),
		app: appOf(userAgent)
	};
}

/** The word of the user agent that speaks of a program: `Googlebot`, `coccocbot-web`, `curl`. */
function botName(userAgent: string): string {
	const word = /[\w.-]*(?:bot|crawl|spider|headless|slurp|fetch|monitor|preview)[\w.-]*/i.exec(
		userAgent
	)?.[0];
	return (word ?? /^[^\s/;(]+/.exec(userAgent)?.[0] ?? 'bot').slice(0, 40);
}

function short(name: string | undefined): string {
	return (name ?? '').slice(0, 40);
}
