/**
 * Which questions were left open: over the forms that are in, of those whom no condition spared the
 * question. Of a long campaign the first forms are read, and how many is said.
 */
import { periodText, type Campaign } from '../../campaign.ts';
import type { Asked } from '../../quality-annex.ts';
import type { SurveyVersion } from '../../survey.ts';
import * as exported from '../exports/sources.ts';
import * as hiding from '../logic/hidden.ts';
import type { Sql } from '../postgres.ts';
import * as surveys from '../surveys.ts';

/** As many forms are read. */
export const mostForms = 5000;

export type ItemCounts = { questions: Asked[]; forms: number; total: number };

export async function count(sql: Sql, campaign: Campaign): Promise<ItemCounts> {
	const extent = { campaignId: campaign.id, unitIds: undefined };
	const source =
		campaign.audience === 'citizens'
			? await exported.citizens(sql, extent)
			: await exported.units(sql, extent);
	const versions: SurveyVersion[] = [];
	for (const id of source.versionIds) versions.push(await surveys.version(sql, id));
	const threads = new Map(versions.map((one) => [one.id, hiding.open(one.definition)]));
	const counts = new Map<string, Asked>();
	const kyBaoCao = periodText(campaign.periodFrom, campaign.periodTo);
	let forms = 0;
	try {
		reading: for await (const batch of source.batches(versions))
			for (const { id, fields } of versions) {
				const given = batch.filter(({ surveyVersionId }) => surveyVersionId === id);
				if (given.length === 0) continue;
				const hidden = await threads
					.get(id)!
					.of(
						given.map(({ whole, group }) => ({ data: whole, variables: { kyBaoCao, nhom: group } }))
					);
				given.forEach(({ whole }, at) => {
					for (const { name, number, title } of fields) {
						const isAnswered = Object.hasOwn(whole, name);
						if (!isAnswered && hidden[at]!.has(name)) continue;
						const one = counts.get(name) ?? {
							...{ question: name, asked: 0, answered: 0 },
							title: `${number}. ${title.replaceAll('{kyBaoCao}', kyBaoCao)}`
						};
						one.asked++;
						if (isAnswered) one.answered++;
						counts.set(name, one);
					}
				});
				forms += given.length;
				if (forms >= mostForms) break reading;
			}
	} finally {
		for (const thread of threads.values()) await thread.close();
	}
	const order = versions[0]?.fields.map(({ name }) => name) ?? [];
	const questions = [...counts.values()].sort(
		(one, other) => placeIn(order, one.question) - placeIn(order, other.question)
	);
	return { questions, forms, total: source.total };
}

const placeIn = (order: readonly string[], name: string) => {
	const at = order.indexOf(name);
	return at < 0 ? order.length : at;
};
