/** Definitions through the door for programs, on the built parts: what is asked is saved or named. */
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import type { Indicator } from '#lib/indicator.ts';
import type { Problem } from '#lib/problem.ts';
import { orderOf } from '../../src/routes/api/v1/indicators/order.ts';

const catalogue = JSON.parse(
	readFileSync('src/lib/server/reference/indicators.json', 'utf8')
) as Indicator[];
const { id: _, version: __, ...definition } = catalogue[0]!;

const problemOf = (given: unknown): [string, unknown] => {
	try {
		orderOf(given, 'vi');
		return ['nothing', undefined];
	} catch (error) {
		const { problem, details } = error as Problem;
		return [problem, details.path];
	}
};

describe('a definition sent by a program', () => {
	it('is taken as it is when it may stand', () => {
		expect(orderOf({ version: 2, definition, reason: 'x' }, 'vi')).toEqual({
			...{ version: 2, content: definition, reason: 'x' }
		});
	});

	it('is refused by name with the place of the first thing that is wrong', () => {
		const wrong = (changes: object) =>
			problemOf({ definition: { ...definition, ...changes }, reason: 'x' });
		expect(wrong({ nameVi: '' })).toEqual(['indicator.malformed', 'nameVi']);
		expect(wrong({ measure: { kind: 'sql', text: 'select 1' } })).toEqual([
			...['indicator.malformed', 'measure.kind']
		]);
		expect(wrong({ more: 1 })).toEqual(['indicator.malformed', 'more']);
		expect(problemOf({ definition })[0]).toBe('request.invalid');
		expect(problemOf([])[0]).toBe('request.invalid');
		expect(problemOf({ definition: null, reason: 'x' })[0]).toBe('indicator.malformed');
	});
});
