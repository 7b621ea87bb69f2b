/** A definition as the fields of a form, and back. What cannot be read stays as it was typed. */
import type { Indicator } from '../indicator.ts';
import { isProtected } from '../measure.ts';
import type { ValueUnit } from '../value-unit.ts';
import { isKind, kindFields, type FieldType } from './kinds.ts';
import { formula } from './schema.ts';
import * as v from 'valibot';

/** What was typed, by the name of the field; fields of the formula begin with `m_`. */
export type Typed = Record<string, string>;

export const plainFields = [
	...(['kind', 'nameVi', 'nameEn', 'unitVi', 'formulaVi', 'source', 'collectedBy'] as const),
	...(['valueUnit', 'direction', 'periodRule'] as const)
];

/** Units whose targets are typed in per cent. */
const inPercent: readonly ValueUnit[] = ['share', 'points', 'choice', 'choice_points'];
/** Stands for the question itself among rows and columns. */
const itself = '*';

/** The fields of a definition. */
export function typedOf(indicator: Omit<Indicator, 'id' | 'version'>): Typed {
	const typed: Typed = {};
	for (const name of plainFields) typed[name] = indicator[name];
	typed.additive = indicator.additive ? '1' : '';
	typed.dimensions = indicator.dimensions.join(',');
	typed.planItems = indicator.planItems.join(',');
	const { measure } = indicator;
	typed.m_kind = measure?.kind ?? '';
	if (!measure) return typed;
	const values = measure as unknown as Record<string, unknown>;
	for (const { name, type } of kindFields[measure.kind])
		if (values[name] !== undefined) typed[`m_${name}`] = textOf(values[name], type);
	const { target, targets, second } = measure;
	if (target) {
		const value = inPercent.includes(indicator.valueUnit)
			? Math.round(target.value * 1e11) / 1e9
			: target.value;
		typed.target_value = String(value).replace('.', ',');
		typed.target_year = String(target.year);
		typed.target_source = target.source;
	}
	if (targets) typed.m_targets = jsonText(targets);
	if (second) typed.m_second = jsonText(second);
	return typed;
}

const jsonText = (value: unknown) => JSON.stringify(value, null, 2);

function textOf(value: unknown, type: FieldType): string {
	switch (type) {
		case 'codes':
			return (value as string[]).map((one) => (one === '' ? itself : one)).join(', ');
		case 'words':
			return (value as string[]).join('\n');
		case 'pairs':
			return (value as { question: string; code: string }[])
				.map(({ question, code }) => `${question}=${code}`)
				.join('\n');
		case 'scale':
			return (value as number[]).map((one) => String(one).replace('.', ',')).join(' ; ');
		case 'number':
			return String(value).replace('.', ',');
		case 'flag':
			return value === true ? '1' : '';
		case 'beside':
			return '1';
		case 'json':
			return jsonText(value);
		default:
			return String(value);
	}
}

/** The definition that was typed, not yet checked. */
export function givenOf(typed: Typed): Record<string, unknown> {
	const text = (name: string) => (typed[name] ?? '').trim();
	const list = (name: string) =>
		text(name)
			.split(/[,;\s]+/)
			.filter((one) => one !== '');
	const measure = measureOf(typed, text('valueUnit') as ValueUnit);
	const read = v.safeParse(formula, measure);
	const isGuarded = read.success && isProtected(read.output);
	return {
		...Object.fromEntries(plainFields.map((name) => [name, text(name)])),
		measure,
		dimensions: list('dimensions'),
		additive: text('additive') === '1',
		// Who answered is protected, whatever else is decided.
		suppression: isGuarded ? 'respondents' : 'none',
		planItems: list('planItems')
	};
}

function measureOf(typed: Typed, unit: ValueUnit): Record<string, unknown> | null {
	const kind = (typed.m_kind ?? '').trim();
	if (kind === '') return null;
	const measure: Record<string, unknown> = { kind };
	if (!isKind(kind)) return measure;
	if (kind === 'share_of_visits') measure.dimension = 'device';
	for (const { name, type, optional } of kindFields[kind]) {
		const text = (typed[`m_${name}`] ?? '').trim();
		if (text === '' && (optional || type === 'flag')) continue;
		measure[name] = valueOf(text, type);
	}
	const [value, year, source] = ['value', 'year', 'source'].map((name) =>
		(typed[`target_${name}`] ?? '').trim()
	) as [string, string, string];
	if (value !== '' || year !== '' || source !== '') {
		const number = numberOf(value);
		const isShare = inPercent.includes(unit) && typeof number === 'number';
		measure.target = {
			value: isShare ? Math.round(number * 1e9) / 1e11 : number,
			year: numberOf(year),
			source
		};
	}
	for (const name of ['targets', 'second']) {
		const text = (typed[`m_${name}`] ?? '').trim();
		if (text !== '') measure[name] = valueOf(text, 'json');
	}
	return measure;
}

function valueOf(text: string, type: FieldType): unknown {
	const lines = text
		.split(/\r?\n|;/)
		.map((one) => one.trim())
		.filter((one) => one !== '');
	switch (type) {
		case 'codes':
			return text
				.split(/[,;\s]+/)
				.filter((one) => one !== '')
				.map((one) => (one === itself ? '' : one));
		case 'words':
			return lines;
		case 'pairs':
			return lines.map((one) => {
				const [question = '', code] = one.split('=').map((part) => part.trim());
				return { question, code };
			});
		case 'scale':
			return lines.map(numberOf);
		case 'number':
			return numberOf(text);
		case 'flag':
			return text === '1';
		case 'beside':
			return 'beside';
		case 'json':
			try {
				return JSON.parse(text) as unknown;
			} catch {
				return text;
			}
		default:
			return text;
	}
}

/** A number as it is typed; the text itself where it is none, or could be two. */
function numberOf(text: string): number | string {
	if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return text;
	return /^-?\d{1,15}([.,]\d{1,12})?$/.test(text) ? Number(text.replace(',', '.')) : text;
}

/** The field in which a fault of the schema is mended. */
export function fieldOf(path: string): string {
	const [first = '', second = ''] = path.split('.');
	if (first !== 'measure') return first;
	if (second === 'target') return `target_${path.split('.')[2] ?? 'value'}`;
	return second === '' ? 'm_kind' : `m_${second}`;
}
