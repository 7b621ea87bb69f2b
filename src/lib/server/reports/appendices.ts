/** Appendices: every expected unit in one table, and how the figures were made. */
import { officialMethod } from '../../messages/official-method.ts';
import { officialReport } from '../../messages/official-report.ts';
import type { Overview } from '../../overview.ts';
import { countReturns, localDay, longMoment, type Block, type Section } from '../../report.ts';
import { compareNames, formatDay, none } from '../../vietnamese.ts';
import { column, count, goal, heading, kindOf, paragraph, points } from './wording.ts';

const words = officialReport.appendix;

export function unitsAppendix({ progress }: Overview): Section {
	const { expected, collected, onTime } = countReturns(progress);
	if (expected === 0)
		return { id: 'units', title: words.unitsTitleEmpty, blocks: [paragraph(words.unitsNone)] };
	const sorted = [...progress].sort((one, other) => compareNames(one.name, other.name));
	const rows = sorted.map((unit, index) => [
		String(index + 1),
		unit.name,
		words.state[unit.state],
		unit.answerable > 0 ? `${count(unit.answered)}/${count(unit.answerable)}` : none,
		unit.answerable > 0 ? points(unit.answered / unit.answerable) : none,
		unit.submittedAt ? formatDay(localDay(unit.submittedAt)) : none,
		unit.onTime === null ? none : unit.onTime ? words.yes : words.no
	]);
	const { unitsColumns: columns } = words;
	const table: Block = {
		kind: 'table',
		caption: words.unitsCaption,
		columns: [
			column(columns.order, 7),
			column(columns.unit, 32, 'left'),
			column(columns.state, 18, 'left'),
			column(columns.answered, 12),
			column(columns.completion, 12),
			column(columns.submitted, 15),
			column(columns.onTime, 9)
		],
		rows,
		total: ['', words.unitsTotal(count(collected), count(expected)), '', '', '', '', count(onTime)],
		note: words.unitsNote,
		whole: false
	};
	const kind = kindOf(progress).toLocaleUpperCase('vi');
	return { id: 'units', title: words.unitsTitle(count(expected), kind), blocks: [table] };
}

export function methodAppendix(overview: Overview, fingerprint: string): Section {
	const method = officialMethod;
	return {
		id: 'method',
		title: method.title,
		blocks: [
			heading(2, method.indicators),
			definitions(overview),
			heading(2, method.intervals),
			...method.intervalsText.map((text) => paragraph(text)),
			heading(2, method.visits),
			...method.visitsText.map((text) => paragraph(text)),
			heading(2, method.privacy),
			paragraph(method.privacyText),
			heading(2, method.trace),
			paragraph(method.traceText(longMoment(overview.asOf), fingerprint))
		]
	};
}

function definitions({ indicators }: Overview): Block {
	const { columns } = officialMethod;
	if (indicators.length === 0) return paragraph(officialMethod.noIndicators);
	const targets = indicators.flatMap((measured) => {
		const { indicator } = measured;
		const target = indicator.measure?.target;
		return target
			? officialMethod.target(
					indicator.id,
					goal(measured, target.value),
					target.year,
					target.source
				)
			: [];
	});
	return {
		kind: 'table',
		caption: officialMethod.indicatorsCaption,
		columns: [
			column(columns.order, 7),
			column(columns.id, 19),
			column(columns.name, 25, 'left'),
			column(columns.formula, 29, 'left'),
			column(columns.source, 13, 'left'),
			column(columns.items, 11)
		],
		rows: indicators.map(({ indicator }, index) => [
			String(index + 1),
			indicator.id,
			indicator.nameVi,
			indicator.formulaVi,
			officialMethod.sources[indicator.source],
			indicator.planItems.join(', ')
		]),
		total: null,
		note: [officialMethod.indicatorsNote, ...targets].join(' '),
		whole: false
	};
}
