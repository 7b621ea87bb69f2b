import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#lib/access.ts';
import type { Problem } from '#lib/problem.ts';
import { check } from '#lib/questionnaire/structure.ts';
import type { Refusal } from '#lib/questionnaire/gate.ts';
import { close, judge } from '#lib/server/logic/judge.ts';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { elementsOf, type Definition } from '#lib/survey.ts';
import { binh } from '../people.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
let analyst: User;

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	analyst = await binh(sql);
});

afterAll(close);

describe('the forms of the platform', () => {
	it('are three, each with its first version', async () => {
		const list = await surveys.list(sql);
		expect(list.map(({ id, versions }) => [id, versions.map(({ number }) => number)])).toEqual([
			['hieu-qua', [1]],
			['nhu-cau', [1]],
			['thuc-trang', [1]]
		]);
		for (const { questions, title } of list) {
			expect(questions).toBeGreaterThan(30);
			expect(title).toHaveProperty('en');
		}
	});

	it('get today’s provinces where they ask for one; the version itself has none', async () => {
		const { definition, fields } = await surveys.latest(sql, 'nhu-cau');
		const choices = elementsOf(definition).find(({ name }) => name === 'NC02')?.choices;
		expect(choices).toHaveLength(34);
		expect(choices).toContainEqual({ value: '01', text: 'Hà Nội' });
		expect(check(fields, { NC02: '68' })).toEqual([]);
		// 77 was Bà Rịa - Vũng Tàu before 2025-07-01.
		expect(check(fields, { NC02: '77' })).toHaveLength(1);
		const [stored] = await surveys.versions(sql, 'nhu-cau');
		expect(JSON.stringify(stored)).not.toContain('Hà Nội');
	});
});

describe('the forms for citizens, through the engine', () => {
	const verdict = async (survey: string, data: Record<string, unknown>) => {
		const { definition, fields } = await surveys.latest(sql, survey);
		expect(check(fields, data)).toEqual([]);
		return judge({ definition, data, variables: {} });
	};

	it('keep nothing of someone who does not agree but that', async () => {
		const { findings, data } = await verdict('hieu-qua', { HQ00: 'khong', HQ01: 'nguoi_dan' });
		expect([findings, data]).toEqual([[], { HQ00: 'khong' }]);
	});

	it('can be sent with the required answers only, and keep refusals', async () => {
		const needs = {
			...{ NC00: 'dong_y', NC01: 'nguoi_dan', NC02: '68', NC03: 'nong_thon', NC11: 'khi_can' },
			...{ NC12: ['dat_dai'], NC15: ['zalo'], NC23: ['bai_ngan'], NC29: ['refused'] }
		};
		expect(await verdict('nhu-cau', needs)).toMatchObject({ findings: [], data: needs });
		const effect = {
			...{ HQ00: 'dong_y', HQ01: 'nguoi_dan', HQ02: '68', HQ03: 'ktl', HQ05: 'nong_thon' },
			...{ HQ09: 'khong', HQ13: 'khong', HQ41: ['mxh'] }
		};
		expect(await verdict('hieu-qua', effect)).toMatchObject({ findings: [], data: effect });
	});

	it('miss what is required', async () => {
		const { findings } = await verdict('nhu-cau', { NC00: 'dong_y' });
		expect(findings.map(({ question }) => question)).toContain('NC02');
	});
});

describe('publishing', () => {
	const text = (vi: string) => ({ vi, en: 'Text' });
	const form = (vi: string, type = 'text'): Definition => ({
		title: text('Phiếu'),
		pages: [{ name: 'p1', title: text('A'), elements: [{ type, name: 'A1', title: text(vi) }] }]
	});
	const publish = (definition: Definition) =>
		surveys.publish(sql, analyst.id, 'thu', definition).then(
			() => [],
			({ details }: Problem) => (details.refused as Refusal[]).map(({ reason }) => reason)
		);

	it('refuses a version that gives a name another type or meaning than any earlier one', async () => {
		expect(await publish(form('Số cuộc thi đã tổ chức'))).toEqual([]);
		expect(await publish(form('Số cuộc thi đã tổ chức', 'rating'))).toEqual(['name-other-type']);
		expect(await publish(form('Địa bàn của đơn vị'))).toEqual(['name-other-meaning']);
		expect(await publish(form('Số các cuộc thi đã tổ chức'))).toEqual([]);
		expect((await surveys.versions(sql, 'thu')).map(({ number }) => number)).toEqual([2, 1]);
	});

	it('from a file comes once, and ends where people have published the survey themselves', async () => {
		const file = (title: string) => ({ '/surveys/tep/definition.json': form(title) });
		expect(await surveys.publishFiles(sql, file('Số hội nghị đã tổ chức'))).toBe(1);
		expect(await surveys.publishFiles(sql, file('Số hội nghị đã tổ chức'))).toBe(0);
		expect(await surveys.publishFiles(sql, file('Số các hội nghị đã tổ chức'))).toBe(1);
		await surveys.publish(sql, analyst.id, 'tep', form('Số hội nghị đã được tổ chức'));
		expect(await surveys.publishFiles(sql, file('Số hội nghị được tổ chức'))).toBe(0);
		expect(await surveys.newest(sql, 'tep')).toBe(3);
	});

	it('shares one version among all who read it, so nobody can change it for others', async () => {
		const { definition } = await surveys.latest(sql, 'thu');
		expect(() => definition.pages.pop()).toThrow();
		expect((await surveys.latest(sql, 'thu')).definition.pages).toHaveLength(1);
	});
});
