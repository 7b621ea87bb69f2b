/**
 * A published definition as the answering page draws it. The instrument stays as published; only the
 * way of asking is fitted to a screen: numbers are typed the Vietnamese way (1.234,5) whatever the
 * browser's language, lists are the browser's own, yes-or-no is two visible choices.
 */
import type { Locale } from '../locale.ts';
import { textOf } from '../survey.ts';
import { unitIn } from './unit.ts';

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

/** The definition for a screen; the one passed in is left alone. */
export function forScreen(definition: object, locale: Locale): Node {
	const copy = structuredClone(definition) as Node;
	// The page has its own title, and its own words after submission.
	for (const name of ['title', 'description', 'completedHtml', 'variables']) delete copy[name];
	for (const page of nodes(copy.pages))
		for (const element of nodes(page.elements)) fit(element, locale);
	return copy;
}

function fit(element: Node, locale: Locale): void {
	for (const field of [element, ...nodes(element.items), ...nodes(element.columns)])
		if (isNode(field.unit)) field.unit = textOf(field.unit, locale);
	for (const inner of [...nodes(element.elements), ...nodes(element.templateElements)])
		fit(inner, locale);
	if (element.type === 'dropdown') element.renderAs = 'select';
	if (element.type === 'file') element.renderAs = 'tep-dinh-kem';
	if (element.type === 'boolean') element.renderAs = 'radio';
	if (element.type === 'rating') element.displayMode = 'buttons';
	if (element.type === 'text') typed(element, locale);
	if (element.type === 'multipletext') {
		const unit = unitIn(element);
		for (const item of nodes(element.items)) {
			item.unit ??= unit;
			typed(item, locale);
		}
	}
	for (const column of nodes(element.columns)) {
		if (column.cellType === 'dropdown' || (!column.cellType && element.cellType === 'dropdown'))
			column.renderAs = 'select';
		if (column.cellType === 'text') typed(column, locale);
	}
}

/** A number field becomes a text field that groups digits while they are typed. */
function typed(field: Node, locale: Locale): void {
	if (field.inputType !== 'number') return;
	const { min, max } = field;
	delete field.inputType;
	delete field.min;
	delete field.max;
	delete field.step;
	field.maskType = 'numeric';
	field.maskSettings = {
		decimalSeparator: locale === 'vi' ? ',' : '.',
		thousandsSeparator: locale === 'vi' ? '.' : ',',
		precision: field.whole === true ? 0 : 2,
		allowNegativeValues: !(typeof min === 'number' && min >= 0)
	};
	const limits: Node = { type: 'numeric' };
	if (typeof min === 'number') limits.minValue = min;
	if (typeof max === 'number') limits.maxValue = max;
	field.validators = [...nodes(field.validators), limits];
}

/**
 * A pasted number: “1.234,5”, “1,234.5” and “1234.5” all mean one thousand two hundred …; a lone
 * separator before exactly three digits groups, as in “1.234”. Null when it is not a number.
 */
export function pastedNumber(text: string): number | null {
	const bare = text.replace(/[\s\u00a0]/g, '').replace('−', '-');
	if (!/^-?\d[\d.,]*$/.test(bare)) return null;
	const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
	if (last < 0) return Number(bare);
	const mark = bare[last] ?? '';
	const fraction = bare.slice(last + 1);
	const repeated = bare.indexOf(mark) !== last;
	const decimal = !repeated && (bare.includes(mark === '.' ? ',' : '.') || fraction.length !== 3);
	const whole = (decimal ? bare.slice(0, last) : bare).replace(/[.,]/g, '');
	return Number(decimal ? `${whole}.${fraction}` : whole);
}
