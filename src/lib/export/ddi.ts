/**
 * DDI-Codebook 2.5: the study, its variables with question texts, conditions, categories and missing
 * states, as data archives read them. It describes the CSV file of the same campaign.
 */
import { simulatedMark } from '../csv.ts';
import { exportFile as words } from '../messages/export-file.ts';
import type { Frame, FrameColumn } from './frames.ts';
import type { About } from './sheets.ts';
import { labelOf } from './spss.ts';
import { states, type Table, type Variable } from './variables.ts';
import { escapeXml } from './xml.ts';

type Attributes = Record<string, string | number>;

function element(name: string, attributes: Attributes, ...content: string[]): string {
	const written = Object.entries(attributes).map(
		([key, value]) => ` ${key}="${escapeXml(String(value))}"`
	);
	return `<${name}${written.join('')}>${content.join('')}</${name}>`;
}

const text = (name: string, value: string, attributes: Attributes = {}) =>
	element(name, attributes, escapeXml(value));

/** The whole document. */
export function ddi(
	about: About,
	frame: Frame,
	variables: readonly Variable[],
	tables: readonly Table[]
): string {
	const files = [
		fileDescription('F1', `${words.data}.csv`, about, frame.columns.length + variables.length + 1),
		...tables.map((table, index) =>
			fileDescription(
				`F${index + 2}`,
				`${words.table(table.field.name)}.csv`,
				undefined,
				table.variables.length + 5
			)
		)
	];
	const described = [
		...frame.columns.map((column) => frameVariable(column)),
		...variables.map((variable, index) => variableOf(variable, `V${index + 1}`, 'F1')),
		...tables.flatMap((table, place) =>
			table.variables.map((variable, index) =>
				variableOf(variable, `T${place + 1}V${index + 1}`, `F${place + 2}`)
			)
		)
	];
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<codeBook xmlns="ddi:codebook:2_5" version="2.5" xml:lang="vi">',
		study(about),
		...files,
		'<dataDscr>',
		...described,
		'</dataDscr>',
		'</codeBook>',
		''
	].join('\n');
}

function study(about: About): string {
	const title = about.simulated ? `${about.campaign} (${simulatedMark})` : about.campaign;
	const versions = about.versions.map(({ number, hash }) => `${number} (${hash})`).join('; ');
	const day = about.asOf.slice(0, 10);
	const left = about.citizens ? [words.countedRule, words.textRule] : [];
	const sum = [
		text('timePrd', about.period, { event: 'start', date: about.periodFrom }),
		text('timePrd', about.period, { event: 'end', date: about.periodTo }),
		text('nation', 'Việt Nam', { abbr: 'VN' }),
		text('dataKind', about.simulated ? simulatedMark : words.labels.real)
	];
	return element(
		'stdyDscr',
		{},
		element(
			'citation',
			{},
			element('titlStmt', {}, text('titl', title), text('IDNo', about.slug)),
			element('prodStmt', {}, text('prodDate', day, { date: day })),
			element('verStmt', {}, text('version', versions, { date: day }))
		),
		element(
			'stdyInfo',
			{},
			text('abstract', [`${about.survey}.`, words.unionRule, words.rule, ...left].join(' ')),
			element('sumDscr', {}, ...sum)
		)
	);
}

function fileDescription(
	id: string,
	name: string,
	about: About | undefined,
	width: number
): string {
	const cases = about ? [text('caseQnty', String(about.responses))] : [];
	return element(
		'fileDscr',
		{ ID: id },
		element(
			'fileTxt',
			{},
			text('fileName', name),
			element('dimensns', {}, ...cases, text('varQnty', String(width))),
			text('fileType', 'CSV; UTF-8; ;')
		)
	);
}

function frameVariable({ name, text: label, format }: FrameColumn): string {
	const numeric = format.startsWith('F');
	return element(
		'var',
		{ ID: `I-${name}`, name, files: 'F1', intrvl: 'discrete' },
		text('labl', label),
		element('varFormat', { type: numeric ? 'numeric' : 'character' })
	);
}

function variableOf(variable: Variable, id: string, file: string): string {
	const { name, field, item, kind, values, box, versions } = variable;
	const literal = item ? `${field.title} – ${item}` : field.title;
	const number = box?.kind === 'number' ? box : undefined;
	const range = number
		? [element('valrng', {}, element('range', { min: number.min, max: number.max }))]
		: [];
	const unit = number?.measuredIn ? ` ${number.measuredIn}.` : '';
	const notes = `${words.kinds[kind]}.${unit} ${words.labels.versions}: ${versions.join(', ')}.`;
	return element(
		'var',
		{ ID: id, name, files: file, intrvl: kind === 'number' ? 'contin' : 'discrete' },
		text('labl', labelOf(variable)),
		element('qstn', {}, text('qstnLit', literal)),
		...range,
		...(field.when ? [text('universe', field.when, { clusion: 'I' })] : []),
		...values.map(({ code, text: label }) =>
			element('catgry', {}, text('catValu', code), text('labl', label))
		),
		...states
			.filter((state) => state !== 'answered')
			.map((state) =>
				element(
					'catgry',
					{ missing: 'Y' },
					text('catValu', state),
					text('labl', words.stateTexts[state])
				)
			),
		element('varFormat', { type: kind === 'code' || kind === 'text' ? 'character' : 'numeric' }),
		text('notes', notes)
	);
}
