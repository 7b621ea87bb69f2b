/** What the entries of one period come to together, as far as they may be put together at all. */
import type { Figures, Register } from '../register.ts';

export type Totals =
	| { kind: 'count'; sum: number; beside: number | null }
	/** channels of followers are never people */
	| { kind: 'followers'; sum: number }
	| { kind: 'share'; part: number; whole: number }
	| { kind: 'days'; median: number; documents: number }
	| { kind: 'state'; steps: { step: number; units: number }[] };

type Said = Pick<Figures, 'part' | 'whole' | 'beside' | 'days'>;

export function totalsOf(register: Register, entries: readonly Said[]): Totals | null {
	if (entries.length === 0) return null;
	const sum = (field: 'part' | 'whole' | 'beside') =>
		entries.reduce((total, one) => total + (one[field] ?? 0), 0);
	switch (register.kind) {
		case 'share':
		case 'ratio':
			return { kind: 'share', part: sum('part'), whole: sum('whole') };
		case 'days': {
			const days = entries.flatMap((one) => one.days ?? []);
			return days.length === 0
				? null
				: { kind: 'days', median: medianOf(days), documents: days.length };
		}
		case 'state':
			return {
				kind: 'state',
				steps: register.steps
					.map((_, step) => ({ step, units: entries.filter(({ part }) => part === step).length }))
					.filter(({ units }) => units > 0)
			};
		case 'stock':
			return register.split
				? { kind: 'followers', sum: sum('part') }
				: { kind: 'count', sum: sum('part'), beside: null };
		case 'count':
			return { kind: 'count', sum: sum('part'), beside: register.beside ? sum('beside') : null };
	}
}

export function medianOf(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length / 2;
	return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}
