/** The file to fill paper forms into: one column per box, the units of the campaign, its choices. */
import type { Box } from '#lib/questionnaire/fields.ts';
import { letters } from '#lib/import/grid.ts';
import { targetsOf, type Target } from '#lib/import/targets.ts';
import type { Locale } from '#lib/locale.ts';
import { imports as words } from '#lib/messages/imports.ts';
import * as campaigns from '../campaigns.ts';
import type { Sql } from '../postgres.ts';
import * as spreadsheet from './workbook.ts';
import * as submissions from '../submissions.ts';
import * as surveys from '../surveys.ts';

/** As many rows of a table as get columns; more can be added by hand. */
const tableRows = 5;
const offeredRows = 5000;

type BoxTarget = Extract<Target, { kind: 'box' }>;

export async function make(sql: Sql, slug: string, locale: Locale): Promise<Uint8Array> {
	const t = words[locale];
	const campaign = await campaigns.find(sql, slug);
	const { fields } = await surveys.version(sql, campaign.surveyVersionId);
	const boxes = targetsOf(fields, t.unitParts).filter(
		(target): target is BoxTarget =>
			target.kind === 'box' &&
			target.flag === '' &&
			!(typeof target.path[1] === 'number' && target.path[1] >= tableRows)
	);
	const units = campaign.audience === 'units' ? await submissions.expected(sql, campaign.id) : [];
	const choices: (string | null)[][] = [];
	const offers: { range: string; from: string }[] = [];
	const places = new Map<string, string>();
	boxes.forEach(({ key, title, box }, index) => {
		if (!('choices' in box)) return;
		const list = box.choices.map(({ code, text }) => [key, title, code, text]);
		const content = JSON.stringify(box.choices);
		const from =
			places.get(content) ??
			`'${t.choicesSheet}'!$C$${choices.length + 2}:$C$${choices.length + 1 + list.length}`;
		places.set(content, from);
		choices.push(...list);
		const column = letters(index + 2);
		if (box.kind === 'choice') offers.push({ range: `${column}2:${column}${offeredRows}`, from });
	});
	const heading = ({ key, title, box }: BoxTarget) =>
		`${key} – ${title.replace(/^\d+[a-z]?\. /, '')}${hint(box)}`;
	const forms = [
		[t.unitParts.code, t.unitParts.name, ...boxes.map(heading)],
		...units.map(({ code, unit, province }) => [code, province ? `${unit}, ${province}` : unit])
	];
	return spreadsheet.write([
		{
			name: t.formsSheet,
			rows: forms,
			frozen: 1,
			widths: [12, 28, ...boxes.map(() => 16)],
			offers
		},
		{
			name: t.choicesSheet,
			rows: [t.choiceHeadings, ...choices],
			widths: [16, 60, 20, 60],
			frozen: 1
		},
		{ name: t.guideSheet, rows: t.guide.map((line) => [line]), widths: [110] }
	]);
}

function hint(box: Box): string {
	return box.kind === 'number' && box.measuredIn ? ` (${box.measuredIn})` : '';
}
