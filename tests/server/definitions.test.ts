import { beforeAll, describe, expect, it } from 'vitest';
import * as surveys from '#lib/server/surveys.ts';
import * as units from '#lib/server/units.ts';
import { forRespondent } from '#lib/survey.ts';
import { addressOf, shownAt } from '../../src/routes/api/v1/definitions/shown.ts';
import { freshPostgres } from '../stores.ts';

const sql = await freshPostgres();
let name: string;
let versionId: number;

beforeAll(async () => {
	await units.load(sql);
	await surveys.publishFiles(sql);
	const { id, definition } = await surveys.latest(sql, 'hieu-qua');
	versionId = id;
	name = addressOf(id, forRespondent(definition)).split('/').at(-1)!;
});

describe('the questions at an address of their own', () => {
	it('are the same for ever and hold no right answer', async () => {
		const text = await shownAt(sql, name);
		expect(text).not.toMatch(/"correctCode"|"basis"/);
		expect(JSON.parse(text)).toHaveProperty('pages');
		expect(await shownAt(sql, name)).toBe(text);
	});

	it('have another address when their content is another', async () => {
		const { definition } = await surveys.latest(sql, 'hieu-qua');
		const other = { ...forRespondent(definition), title: 'Phiếu khác' };
		expect(addressOf(versionId, other)).not.toContain(name);
	});

	it.each(['1', 'abc', '0-00', `999999-${'0'.repeat(32)}`, '../surveys'])(
		'are not found at %s',
		async (wrong) => {
			await expect(shownAt(sql, wrong)).rejects.toMatchObject({ problem: 'record.not-found' });
		}
	);

	it('are not found under a version whose content is another', async () => {
		const wrong = `${versionId}-${'0'.repeat(32)}`;
		await expect(shownAt(sql, wrong)).rejects.toMatchObject({ problem: 'record.not-found' });
	});
});
