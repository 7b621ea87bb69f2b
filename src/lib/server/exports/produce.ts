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
import { turns } from '../turns.ts';
import { archive, type Entry } from './archive.ts';
import { citizens, units, type Source } from './sources.ts';
import * as spool from './spool.ts';
import { workbook, type Sheet } from './workbook.ts';

export type Order = {
	campaign: Campaign;
	format: ExportFormat;
	unitIds: number[] | undefined;
	madeBy: string;
	simulated: boolean;
	/** path of files put by while the export is made; a number and `.part` are added */
	beside: string;
};

/** Share of the work that goes over the answers; the rest goes over rows put by. */
const reading = 0.8;

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
	const about = aboutOf(order, versions, source);
	const asked = versions.map(({ number, fields }) => ({
		number,
		fields: fields.map((field) => ({
			...field,
			title: field.title.replaceAll('{kyBaoCao}', about.period)
		}))
	}));
	const variables = variablesOf(asked);
	const tables = tablesOf(asked);
	const further: spool.Spool[] = [];
	await progress(0, total);

	/** The answers with the questions that were hidden from their respondents, batch by batch. */
	async function* judged(): AsyncGenerator<sheets.Submission[]> {
		const threads = new Map(versions.map((one) => [one.id, hiding.open(one.definition)]));
		const numbers = new Map(versions.map(({ id, number }) => [id, number]));
		const kyBaoCao = about.period;
		const none = new Set<string>();
		try {
			for await (const batch of ahead(source.batches(versions))) {
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
				yield batch.map(({ surveyVersionId, cellsOf, whole: _, ...one }) => {
					const version = numbers.get(surveyVersionId) ?? 0;
					return { ...one, version, cells: cellsOf(version), hidden: hidden.get(one.id) ?? none };
				});
			}
		} finally {
			for (const thread of threads.values()) await thread.close();
		}
	}

	/** One sheet for each part; all answers are gone through once, with the first. */
	function sheetsOf(first: Part, ...later: Part[]): Sheet[] {
		const kept = later.map(() => {
			const opened = spool.open(`${order.beside}.${further.length + 1}.part`);
			further.push(opened);
			return opened;
		});
		const share = later.length > 0 ? reading : 1;
		let done = 0;
		const rest = turns();
		const rows = async function* () {
			yield first.heading;
			for await (const batch of ahead(judged())) {
				for (const one of batch) {
					await rest();
					for (const [index, { rowsOf }] of later.entries())
						for (const row of rowsOf(one)) await kept[index]!.add(row);
					yield* first.rowsOf(one);
				}
				done += batch.length;
				await progress(Math.floor(done * share), total);
			}
		};
		return [
			{ name: first.name, rows },
			...later.map(({ name, heading }, index) => ({
				name,
				rows: async function* () {
					yield heading;
					yield* kept[index]!.rows();
					const passed = reading + ((1 - reading) * (index + 1)) / later.length;
					await progress(Math.floor(total * passed), total);
				}
			}))
		];
	}
	const tableParts = tables.map((table) => ({
		name: words.table(table.field.name),
		heading: sheets.tableHeading(frame, table),
		rowsOf: (one: sheets.Submission) => sheets.tableRows(table, one, simulated)
	}));
	const heading = sheets.heading(frame, variables);
	const explained = [
		fixed(words.codebook, sheets.codebookRows(frame, variables, tables, simulated)),
		fixed(words.about, sheets.aboutRows(about))
	];

	try {
		switch (format) {
			case 'ddi':
				yield Buffer.from(ddi(about, frame, variables, tables), 'utf8');
				return;
			case 'spss': {
				const named = spssVariables(frame, variables);
				const own = frame.columns.map(({ name }) => name);
				const data = {
					name: words.data,
					heading: [...own, ...named.map(({ name }) => name), 'simulated'],
					rowsOf: (one: sheets.Submission) => [spssRow(named, one, simulated)]
				};
				const syntax = spssSyntax(about.campaign, `${words.data}.csv`, frame, named);
				const first: Entry = { name: `${words.data}.sps`, content: once(syntax) };
				yield* archive(csvEntries([...sheetsOf(data, ...tableParts), ...explained], first));
				return;
			}
			default: {
				const data = {
					name: words.data,
					heading,
					rowsOf: (one: sheets.Submission) => [sheets.dataRow(variables, one, simulated)]
				};
				const states = {
					name: words.states,
					heading,
					rowsOf: (one: sheets.Submission) => [sheets.stateRow(variables, one, simulated)]
				};
				const all = [...sheetsOf(data, states, ...tableParts), ...explained];
				yield* archive(format === 'xlsx' ? workbook(all) : csvEntries(all));
			}
		}
	} finally {
		for (const one of further) await one.close();
	}
}

type Part = {
	name: string;
	heading: string[];
	rowsOf: (one: sheets.Submission) => sheets.SheetCell[][];
};

/** The same, with the next one asked for while one is worked on. */
async function* ahead<One>(source: AsyncIterable<One>): AsyncGenerator<One> {
	const from = source[Symbol.asyncIterator]();
	const ask = () => {
		const asked = from.next();
		asked.catch(() => {}); // whoever waits for it next is told
		return asked;
	};
	let next = ask();
	try {
		for (;;) {
			const { done, value } = await next;
			if (done) return;
			next = ask();
			yield value;
		}
	} finally {
		await next.catch(() => {});
		await from.return?.();
	}
}

function aboutOf(
	{ campaign, madeBy, simulated }: Order,
	versions: SurveyVersion[],
	{ total: responses, excluded }: Source
): sheets.About {
	const { slug, surveyId, periodFrom, periodTo, audience } = campaign;
	const newest = versions.toSorted((one, other) => other.number - one.number);
	return {
		campaign: campaign.titleVi,
		...{ slug, surveyId, periodFrom, periodTo, responses, madeBy, simulated },
		citizens: audience === 'citizens',
		...(excluded !== undefined && { excluded }),
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
