/** Lines of the quality annex as columns: one reading for the page, the CSV and the DOCX. */
import type { Locale } from '../locale.ts';
import { citizens } from '../messages/citizens.ts';
import { completeness } from '../messages/completeness.ts';
import { qualityAnnex } from '../messages/quality-annex.ts';
import type { AnnexLine } from '../quality-annex.ts';
import { formatNumber, formatPercent, none } from '../vietnamese.ts';
import type { Column } from './column.ts';

/** What a line is about, in words. */
export function aboutOf({ group, label, name }: AnnexLine, locale: Locale): string {
	if (label) return label;
	if (group === '') return '';
	if (name === 'formVersion') return qualityAnnex[locale].formNumber(group);
	const levels: Partial<Record<string, string>> = completeness[locale].levels;
	const flags: Partial<Record<string, [string, string]>> = citizens[locale].flags;
	return levels[group] ?? flags[group]?.[0] ?? group;
}

export function valueText({ value, unit }: AnnexLine, locale: Locale): string {
	if (value === null) return none;
	if (unit === 'share') return formatPercent(value, locale);
	const number = formatNumber(value, locale, unit === 'days' ? 1 : 0);
	return unit === 'days' ? qualityAnnex[locale].days(number) : number;
}

export function annexColumns(locale: Locale): Column<AnnexLine>[] {
	const t = qualityAnnex[locale];
	const told = (label: string, read: (line: AnnexLine) => string): Column<AnnexLine> => ({
		...{ label, text: read, value: read }
	});
	return [
		told(t.measure, ({ name }) => t.lines[name][0]),
		told(t.about, (line) => aboutOf(line, locale)),
		{
			...{ label: t.value, number: true, value: ({ value }) => value },
			text: (line) => valueText(line, locale)
		},
		{
			...{ label: t.counted, number: true, value: ({ counted }) => counted },
			text: ({ counted }) => formatNumber(counted, locale, 0)
		},
		{
			...{ label: t.of, number: true, value: ({ of }) => of },
			text: ({ of }) => formatNumber(of, locale, 0)
		},
		told(t.definition, ({ name }) => t.lines[name][1])
	];
}
