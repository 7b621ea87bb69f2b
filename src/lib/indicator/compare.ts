/** What differs between two definitions, field by field, as the form shows them. */
import { typedOf } from './form.ts';
import type { Indicator } from '../indicator.ts';

export type Difference = { field: string; before: string; after: string };

type Definition = Omit<Indicator, 'id' | 'version'>;

export function differences(before: Definition, after: Definition): Difference[] {
	const [one, other] = [typedOf(before), typedOf(after)];
	const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
	return names
		.map((field) => ({ field, before: one[field] ?? '', after: other[field] ?? '' }))
		.filter((row) => row.before !== row.after);
}
