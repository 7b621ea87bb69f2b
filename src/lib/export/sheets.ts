/**
 * What an export says, as rows of cells: answers, their states, the tables of respondents, the
 * codebook and a page about the file. The same rows make CSV and spreadsheets.
 */
import { simulatedMark } from '../csv.ts';
import { exportFile as words } from '../messages/export-file.ts';
import type { Frame } from './frames.ts';
import { read, states, type Given, type Table, type Variable } from './variables.ts';

export type SheetCell = string | number | null;

/** One set of answers as it is taken out. */
export type Submission = Given & {
	id: string;
	/** code of the unit or locality */
	place: string;
	/** the cells it begins with, in the order of its frame */
	cells: readonly SheetCell[];
};

const mark = (simulated: boolean) => (simulated ? simulatedMark : null);

export function heading(frame: Frame, variables: readonly Variable[]): string[] {
	const own = frame.columns.map(({ name }) => name);
	return [...own, ...variables.map(({ name }) => name), 'simulated'];
}

/** The row of answers. */
export function dataRow(
	variables: readonly Variable[],
	one: Submission,
	simulated: boolean
): SheetCell[] {
	return [...one.cells, ...variables.map((variable) => read(variable, one).value), mark(simulated)];
}

/** The row of states: nothing where there is an answer. */
export function stateRow(
	variables: readonly Variable[],
	one: Submission,
	simulated: boolean
): SheetCell[] {
	const found = variables.map((variable) => {
		const { state } = read(variable, one);
		return state === 'answered' ? null : state;
	});
	return [...one.cells, ...found, mark(simulated)];
}

export function tableHeading({ place }: Frame, { variables }: Table): string[] {
	return ['id', place, 'survey_version', 'row', ...variables.map(({ name }) => name), 'simulated'];
}

/** The rows a respondent added to a table. */
export function tableRows(
	{ field, variables }: Table,
	one: Submission,
	simulated: boolean
): SheetCell[][] {
	const rows = one.data[field.name];
	return (Array.isArray(rows) ? rows : []).map((row: unknown, index) => {
		const data = row !== null && typeof row === 'object' ? (row as Record<string, unknown>) : {};
		const cells = variables.map((variable) => read(variable, { ...one, data }).value);
		return [one.id, one.place, one.version, index + 1, ...cells, mark(simulated)];
	});
}

const codebookHeading = [
	...['name', 'sheet', 'question', 'page', 'title', 'item', 'kind', 'values', 'unit'],
	...['min', 'max', 'required', 'condition', 'indicators', 'versions']
];

/** The codebook: one row per variable, after what every row begins with and the states. */
export function codebookRows(
	frame: Frame,
	variables: readonly Variable[],
	tables: readonly Table[],
	simulated: boolean
): SheetCell[][] {
	const empty = (count: number) => Array<SheetCell>(count).fill(null);
	const line = (name: string, sheet: string, title: string) => [
		...[name, sheet, null, null, title],
		...empty(codebookHeading.length - 5),
		mark(simulated)
	];
	return [
		[...codebookHeading, 'simulated'],
		...frame.columns.map(({ name, text }) => line(name, words.data, text)),
		line('simulated', words.data, words.frame.simulated ?? ''),
		...states.map((state) => line(state, words.states, words.stateTexts[state])),
		...variables.map((variable) => [...describe(variable, words.data), mark(simulated)]),
		...tables.flatMap((table) => {
			const sheet = words.table(table.field.name);
			return [
				line('row', sheet, words.frame.row ?? ''),
				...table.variables.map((variable) => [...describe(variable, sheet), mark(simulated)])
			];
		})
	];
}

function describe({ name, field, item, kind, values, box, versions }: Variable, sheet: string) {
	const number = box?.kind === 'number' ? box : undefined;
	return [
		...[name, sheet, field.number, field.pageTitle, field.title, item, words.kinds[kind]],
		values.map(({ code, text }) => `${code} = ${text}`).join('\n'),
		...[number?.measuredIn ?? '', number?.min ?? null, number?.max ?? null],
		...[field.required ? 1 : 0, field.when, field.indicators.join(', '), versions.join(', ')]
	] satisfies SheetCell[];
}

/** Facts about a file that are the same for all its formats. */
export type About = {
	campaign: string;
	slug: string;
	/** in words */
	period: string;
	periodFrom: string;
	periodTo: string;
	survey: string;
	surveyId: string;
	versions: { number: number; hash: string }[];
	responses: number;
	/** ISO 8601 */
	asOf: string;
	madeBy: string;
	simulated: boolean;
	/** citizens' answers: what was left out is said */
	citizens?: boolean;
	/** how many were excluded by hand */
	excluded?: number;
};

/** The page about the file. */
export function aboutRows(about: About): SheetCell[][] {
	const { labels } = words;
	return [
		[labels.kind, about.simulated ? simulatedMark : labels.real],
		[labels.campaign, `${about.campaign} (${about.slug})`],
		[labels.period, about.period],
		[labels.survey, `${about.survey} (${about.surveyId})`],
		[labels.versions, about.versions.map(({ number, hash }) => `${number}: ${hash}`).join('\n')],
		[labels.responses, about.responses],
		...(about.citizens
			? [
					[labels.counted, words.countedRule],
					[labels.excluded, about.excluded ?? 0],
					[labels.texts, words.textRule]
				]
			: []),
		[labels.asOf, about.asOf],
		[labels.madeBy, about.madeBy],
		[labels.union, words.unionRule],
		[labels.rule, words.rule],
		...states.map((state) => [labels.state(state), words.stateTexts[state]]),
		[labels.spss, words.spssRule],
		[labels.formula, words.formulaRule]
	];
}
