import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Problem } from '#lib/problem.ts';
import * as drafts from '#lib/server/survey-drafts.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import type { Definition } from '#lib/survey.ts';
import { an, binh } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
let analyst: User;
let other: User;
const text = (vi: string) => ({ vi, en: 'Text' });
const titled = (definition: Definition, vi: string): Definition => ({
	...definition,
	title: text(vi)
});
const nameOf = (failing: Promise<unknown>) =>
	failing.then(
		() => 'nothing',
		({ problem }: Problem) => problem
	);

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	[analyst, other] = [await binh(sql), await an(sql)];
});

describe('a draft of a form', () => {
	it('begins as any published version, once', async () => {
		const draft = await drafts.begin(sql, analyst.id, 'thuc-trang', { version: 1 });
		expect(draft).toMatchObject({ sequence: 1, basedOn: 1, savedBy: analyst.name });
		const [version] = await surveys.versions(sql, 'thuc-trang');
		expect(draft.definition).toEqual(version?.definition);
		const again = drafts.begin(sql, other.id, 'thuc-trang', { version: 1 });
		expect(await nameOf(again)).toBe('survey.draft-exists');
		const unknown = drafts.begin(sql, other.id, 'hieu-qua', { version: 7 });
		expect(await nameOf(unknown)).toBe('survey.not-found');
	});

	it('is saved under rising numbers; a retry is harmless, a stale page overwrites nothing', async () => {
		const { definition } = await drafts.find(sql, 'thuc-trang');
		const mine = titled(definition, 'Phiếu của Bình');
		const save = (by: User, sequence: number, wanted: unknown) =>
			drafts.save(sql, by.id, 'thuc-trang', { sequence, definition: wanted });
		expect(await save(analyst, 2, mine)).toMatchObject({ sequence: 2 });
		expect(await save(analyst, 2, mine)).toMatchObject({ sequence: 2 });
		const conflict = await save(other, 2, titled(definition, 'Phiếu của An')).catch(
			(problem: Problem) => problem
		);
		expect(conflict).toMatchObject({
			problem: 'record.conflict',
			details: { sequence: 2, savedBy: analyst.name, definition: { title: mine.title } }
		});
		expect((await drafts.find(sql, 'thuc-trang')).definition.title).toEqual(mine.title);
	});

	it('that two people save at once keeps one and refuses the other', async () => {
		const { definition, sequence } = await drafts.find(sql, 'thuc-trang');
		const both = await Promise.allSettled(
			[analyst, other].map(({ id, name }) =>
				drafts.save(sql, id, 'thuc-trang', {
					sequence: sequence + 1,
					definition: titled(definition, name)
				})
			)
		);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	it.each([
		['something else', 7],
		['pages that are none', { pages: {} }],
		['a page without a name', { pages: [{ elements: [] }] }],
		['a question without a type', { pages: [{ name: 'a', elements: [{ name: 'b' }] }] }],
		['choices that are no list', form({ choices: 'x' })],
		['a NUL', form({ title: 'a\u0000' })],
		['half a character', form({ title: '\ud800' })],
		['a key of the prototype', JSON.parse('{"pages":[],"__proto__":{}}')],
		['depth without end', { pages: [], x: JSON.parse('['.repeat(5000) + ']'.repeat(5000)) }],
		['5 MB', form({ title: 'x'.repeat(5_000_000) })]
	])('refuses %s', async (_, definition) => {
		const { sequence } = await drafts.find(sql, 'thuc-trang');
		const saving = drafts.save(sql, analyst.id, 'thuc-trang', {
			sequence: sequence + 1,
			definition
		});
		expect(await nameOf(saving)).toBe('survey.draft-malformed');
	});

	it('that was discarded leaves a page still open on it nothing to write to', async () => {
		const { definition, sequence } = await drafts.find(sql, 'thuc-trang');
		expect(await nameOf(drafts.discard(sql, other.id, 'thuc-trang', 1))).toBe('record.conflict');
		await drafts.discard(sql, analyst.id, 'thuc-trang', sequence);
		const late = (wanted: Definition) =>
			nameOf(
				drafts.save(sql, other.id, 'thuc-trang', { sequence: sequence + 1, definition: wanted })
			);
		expect(await late(titled(definition, 'Muộn'))).toBe('survey.no-draft');
		const begun = await drafts.begin(sql, analyst.id, 'thuc-trang', { version: 1 });
		expect(begun.sequence).toBeGreaterThan(sequence + 1);
		expect(await late(titled(definition, 'Muộn'))).toBe('record.conflict');
	});
});

describe('publishing a draft', () => {
	it('makes the next version and ends the draft, while other drafts go on', async () => {
		await drafts.begin(sql, analyst.id, 'hieu-qua', { version: 1 });
		const { definition, sequence } = await drafts.find(sql, 'thuc-trang');
		expect(await nameOf(drafts.publish(sql, analyst.id, 'thuc-trang', sequence))).toBe(
			'survey.nothing-new'
		);
		const next = { sequence: sequence + 1, definition: titled(definition, 'Phiếu thực trạng mới') };
		await drafts.save(sql, analyst.id, 'thuc-trang', next);
		expect(await nameOf(drafts.publish(sql, other.id, 'thuc-trang', sequence))).toBe(
			'record.conflict'
		);
		const made = await drafts.publish(sql, analyst.id, 'thuc-trang', next.sequence);
		expect(made.number).toBe(2);
		expect(await nameOf(drafts.find(sql, 'thuc-trang'))).toBe('survey.no-draft');
		expect((await drafts.list(sql)).map(({ survey }) => survey)).toEqual(['hieu-qua']);
	});

	it('is refused with the reasons of the gate, and the draft stays', async () => {
		const started = await drafts.begin(sql, analyst.id, 'hoa-giai', { title: text('Hòa giải') });
		const elements = [{ type: 'html', name: 'a' }];
		const definition = {
			...started.definition,
			pages: [{ name: 'p', title: text('A'), elements }]
		};
		await drafts.save(sql, analyst.id, 'hoa-giai', { sequence: 2, definition });
		const refused = await drafts
			.publish(sql, analyst.id, 'hoa-giai', 2)
			.catch((problem: Problem) => problem);
		expect(refused).toMatchObject({
			problem: 'survey.refused',
			details: { refused: [{ where: 'pages[0].elements[0]', reason: 'type-not-allowed' }] }
		});
		expect((await drafts.find(sql, 'hoa-giai')).sequence).toBe(2);
		expect(await nameOf(surveys.latest(sql, 'hoa-giai'))).toBe('survey.not-found');
	});

	it('needs a name that fits an address', async () => {
		for (const id of ['a', 'Hòa giải', '../x', 'x'.repeat(61)])
			expect(await nameOf(drafts.begin(sql, analyst.id, id, { title: text('X') }))).toBe(
				'survey.unusable-id'
			);
	});
});

function form(element: object): object {
	return {
		title: 'A',
		pages: [{ name: 'p', elements: [{ type: 'text', name: 'a', ...element }] }]
	};
}
