/**
 * Makes an export's file: reads the answers in one snapshot, passes them on row by row and writes
 * them to a stream, so memory stays flat whatever the number of responses.
 */
import { periodText, type Campaign } from '#lib/campaign.ts';
import { byteOrderMark, line } from '#lib/csv.ts';
import type { ExportFormat } from '#lib/export.ts';
import { ddi } from '#lib/export/ddi.ts';
import { citizenFrame, unitFrame } from '#lib/export/frames.ts';
import * as sheets from '#lib/export/sheets.ts';
import { spssRow, spssSyntax, spssVariables } from '#lib/export/spss.ts';
import { tablesOf, variablesOf } from '#lib/export/variables.ts';
import { exportFile as words } from '#lib/messages/export-file.ts';
import { textOf, type SurveyVersion } from '#lib/survey.ts';
import * as hiding from '../logic/hidden.ts';
import type { Sql } from '../postgres.ts';
import * as surveys from '../surveys.ts';
import { archive, type Entry } from './archive.ts';
import { citizens, units } from './sources.ts';
import { workbook, type Sheet } from './workbook.ts';

export type Order = {
	campaign: Campaign;
	format: ExportFormat;
	unitIds: number[] | undefined;
	madeBy: string;
	simulated: boolean;
};

/** Called as responses are written: how many of how many. Throws to stop the work. */
export type Progress = (rows: number, total: number) => Promise<void>;

/** The bytes of the file. `tx` must be a transaction that sees one state of the record throughout. */
export async function* produce(tx: Sql, order: Order, progress: Progress): AsyncGenerator<Buffer> {
	const { campaign, format, simulated } = order;
	const extent = { campaignId: campaign.id, unitIds: order.unitIds };
	const frame = campaign.audience === 'citizens' ? citizenFrame : unitFrame;
	const source =
		campaign.audience === 'citizens' ? await citizens(tx, extent) : await units(tx, extent);
	const { total } = source;
	const versions: SurveyVersion[] = [];
	for (const id of source.versionIds.length > 0 ? source.versionIds : [campaign.surveyVersionId])
		versions.push(await surveys.version(tx, id));
	const about = aboutOf(order, versions, total);
	const asked = versions.map(({ number, fields }) => ({
		number,
		fields: fields.map((field) => ({
			...field,
			title: field.title.replaceAll('{kyBaoCao}', about.period)
		}))
	}));
	const variables = variablesOf(asked);
	const tables = tablesOf(asked);
	const passes = format === 'ddi' ? 0 : tables.length + (format === 'spss' ? 1 : 2);
	let done = 0;
	await progress(0, total);

	/** Goes through all responses once. */
	async function* submissions(): AsyncGenerator<sheets.Submission> {
		const threads = new Map(versions.map((one) => [one.id, hiding.open(one.definition)]));
		const numbers = new Map(versions.map(({ id, number }) => [id, number]));
		const kyBaoCao = about.period;
		try {
			for await (const batch of source.batches(versions)) {
				const hidden = new Map<string, ReadonlySet<string>>();
				for (const [id, thread] of threads) {
					const given = batch.filter(({ surveyVersionId }) => surveyVersionId === id);
					const responses = given.map(({ whole, group }) => ({
						data: whole,
						variables: { kyBaoCao, nhom: group }
					}));
					const found = given.length > 0 ? await thread.of(responses) : [];
					given.forEach((one, index) => hidden.set(one.id, found[index] ?? new Set()));
				}
				for (const { surveyVersionId, cellsOf, whole: _, ...one } of batch) {
					const version = numbers.get(surveyVersionId) ?? 0;
					const none = new Set<string>();
					yield { ...one, version, cells: cellsOf(version), hidden: hidden.get(one.id) ?? none };
				}
				done += batch.length;
				await progress(Math.floor(done / passes), total);
			}
		} finally {
			for (const thread of threads.values()) await thread.close();
		}
	}

	const sheet = (
		name: string,
		heading: string[],
		rowsOf: (one: sheets.Submission) => sheets.SheetCell[][]
	): Sheet => ({
		name,
		rows: async function* () {
			yield heading;
			for await (const one of submissions()) yield* rowsOf(one);
		}
	});
	const tableSheets = tables.map((table) =>
		sheet(words.table(table.field.name), sheets.tableHeading(frame, table), (one) =>
			sheets.tableRows(table, one, simulated)
		)
	);
	const heading = sheets.heading(frame, variables);
	const explained = [
		fixed(words.codebook, sheets.codebookRows(frame, variables, tables, simulated)),
		fixed(words.about, sheets.aboutRows(about))
	];

	switch (format) {
		case 'ddi':
			yield Buffer.from(ddi(about, frame, variables, tables), 'utf8');
			return;
		case 'spss': {
			const named = spssVariables(frame, variables);
			const own = frame.columns.map(({ name }) => name);
			const names = [...own, ...named.map(({ name }) => name), 'simulated'];
			const data = sheet(words.data, names, (one) => [spssRow(named, one, simulated)]);
			const syntax = spssSyntax(about.campaign, `${words.data}.csv`, frame, named);
			const first: Entry = { name: `${words.data}.sps`, content: once(syntax) };
			yield* archive(csvEntries([data, ...tableSheets, ...explained], first));
			return;
		}
		default: {
			const all = [
				sheet(words.data, heading, (one) => [sheets.dataRow(variables, one, simulated)]),
				sheet(words.states, heading, (one) => [sheets.stateRow(variables, one, simulated)]),
				...tableSheets,
				...explained
			];
			yield* archive(format === 'xlsx' ? workbook(all) : csvEntries(all));
		}
	}
}

function aboutOf(
	{ campaign, madeBy, simulated }: Order,
	versions: SurveyVersion[],
	responses: number
): sheets.About {
	const { slug, surveyId, periodFrom, periodTo, audience } = campaign;
	const newest = versions.toSorted((one, other) => other.number - one.number);
	return {
		campaign: campaign.titleVi,
		...{ slug, surveyId, periodFrom, periodTo, responses, madeBy, simulated },
		citizens: audience === 'citizens',
		period: periodText(periodFrom, periodTo),
		survey: textOf(newest[0]?.definition.title),
		versions: newest.map(({ number, hash }) => ({ number, hash })),
		asOf: new Date().toISOString()
	};
}

function fixed(name: string, rows: sheets.SheetCell[][]): Sheet {
	return {
		name,
		rows: async function* () {
			yield* rows;
		}
	};
}

async function* csvEntries(all: Sheet[], ...before: Entry[]): AsyncGenerator<Entry> {
	yield* before;
	for (const { name, rows } of all) yield { name: `${name}.csv`, content: csv(rows()) };
}

async function* csv(rows: AsyncIterable<sheets.SheetCell[]>): AsyncGenerator<string> {
	yield byteOrderMark;
	for await (const row of rows) yield `${line(row)}\r\n`;
}

async function* once(text: string): AsyncGenerator<string> {
	yield text;
}
