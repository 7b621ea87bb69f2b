import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { clean, head, stamp, target, write } from '#lib/server/intake/line.ts';
import { memo } from '#lib/memo.ts';
import { pageView } from '../../events.ts';

const id = '0198f1d2-3c4b-7aaa-8bbb-0123456789ab';
const columns = /\((.*)\)/.exec(target)![1]!.split(', ');

/** A line as the warehouse reads it, by the names of the columns. */
const read = (line: string) => {
	const values: unknown[] = JSON.parse(line);
	expect(values).toHaveLength(columns.length);
	return Object.fromEntries(columns.map((name, index) => [name, values[index]]));
};

const text = fc.oneof(
	fc.string({ maxLength: 60 }),
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc.string({
		unit: fc.constantFrom('"', '\\', '\n', '\0', '\ud800', 'ậ', 'a', '/', ']'),
		maxLength: 9
	})
);

it('a line is JSON of what was sent, whatever was sent', () => {
	fc.assert(
		fc.property(
			fc.record({ name: text, hostname: text, path: text, referrer: text, browser: text }),
			fc.dictionary(text, text, { maxKeys: 4 }),
			fc.integer({ min: 946_688_400_000, max: 4_102_444_800_000 }),
			fc.constantFrom('', 'Googlebot', 'a"b'),
			({ browser, ...texts }, props, time, bot) => {
				const kept = {
					agent: { bot, device: 'mobile' as const, browser, os: 'iOS', app: '' },
					source: browser
				};
				const event = pageView(7, time, { ...texts, props });
				const line = write(event, id, kept, '2026-11-24', '18446744073709551615', stamp(time));
				expect(line).not.toMatch(/[\n\0]/);
				expect(head(line)).toEqual({ id, day: '2026-11-24', siteId: 7, isBot: bot !== '' });
				expect(read(line)).toMatchObject({
					...{ event_id: id, site_id: 7, bot, visitor: '18446744073709551615' },
					...{ name: clean(texts.name, 120), hostname: clean(texts.hostname, 253) },
					...{ path: clean(texts.path, 2000), referrer: clean(texts.referrer, 2000) },
					...{ browser: clean(browser, 40), source: clean(browser, 253), device: 'mobile' },
					...{ interactive: true, engagement_ms: 0, scroll: 0 },
					time: new Date(time).toISOString().slice(0, 23).replace('T', ' ')
				});
				const pairs = Object.entries(props).map(([key, value]) => [
					clean(key, 300),
					clean(value, 2000)
				]);
				expect(read(line)['props']).toEqual(Object.fromEntries(pairs));
			}
		),
		{ numRuns: 2000 }
	);
});

it('a moment is written the same whatever was asked before', () => {
	const start = Date.parse('2026-11-24T16:59:30.000Z');
	for (const after of [0, 1, 29_999, 30_000, 89_999, 90_000, -1, -30_001, 31_536_000_000, 0.7])
		expect([after, stamp(start + after)]).toEqual([
			after,
			new Date(Math.floor(start + after)).toISOString().slice(0, 23).replace('T', ' ')
		]);
});

it('what is asked often is remembered, what is not is forgotten, and the answers stay right', () => {
	let asked = 0;
	const double = memo(3, (word) => (asked++, word + word));
	for (let round = 0; round < 50; round++) {
		expect(double('often')).toBe('oftenoften');
		expect(double(`rare ${round}`)).toBe(`rare ${round}rare ${round}`);
	}
	expect(asked).toBe(51);
	expect(double('rare 0')).toBe('rare 0rare 0');
	expect(asked).toBe(52);
	expect([double('x'.repeat(600)), double('x'.repeat(600))]).toEqual(
		Array(2).fill('x'.repeat(1200))
	);
	expect(asked).toBe(54);
});
