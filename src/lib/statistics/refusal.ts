/** Why a computation refuses its input. A wrong number must never look like a result. */
export type RefusalReason =
	| 'not-a-number'
	| 'negative'
	| 'not-whole'
	| 'no-observations'
	| 'more-than-observed'
	| 'more-than-population'
	| 'bad-level'
	| 'one-cluster'
	| 'zero-denominator'
	| 'too-few'
	| 'too-many'
	| 'no-variation'
	| 'bad-probability'
	| 'different-lengths'
	| 'not-positive'
	| 'out-of-bounds'
	| 'missing'
	| 'singular'
	| 'not-converged'
	| 'zero-weight'
	| 'negative-weight'
	| 'missing-index'
	| 'empty-domain'
	| 'lonely-cluster'
	| 'split-cluster'
	| 'unequal-population'
	| 'no-degrees'
	| 'empty-cell'
	| 'margins-disagree'
	| 'not-additive'
	| 'no-protection'
	| 'bad-option';

export class Refusal extends Error {
	readonly reason: RefusalReason;

	constructor(reason: RefusalReason, what: string) {
		super(`${what}: ${reason}`);
		this.name = 'Refusal';
		this.reason = reason;
	}
}

/** Throws unless `value` is a finite number of at least 0. */
export function amount(value: number, what: string): number {
	if (!Number.isFinite(value)) throw new Refusal('not-a-number', what);
	if (value < 0) throw new Refusal('negative', what);
	return value;
}

/** Throws unless `value` is a whole number of at least 0. */
export function count(value: number, what: string): number {
	if (!Number.isInteger(amount(value, what))) throw new Refusal('not-whole', what);
	return value;
}

/** Throws unless `level` lies strictly between 0 and 1. */
export function confidence(level: number): number {
	if (!(level > 0 && level < 1)) throw new Refusal('bad-level', 'confidence level');
	return level;
}

/** Throws unless `value` is a finite number. */
export function finite(value: number, what: string): number {
	if (!Number.isFinite(value)) throw new Refusal('not-a-number', what);
	return value;
}

/** Throws unless `value` is a finite number above 0. */
export function positive(value: number, what: string): number {
	if (finite(value, what) <= 0) throw new Refusal('not-positive', what);
	return value;
}

/** Throws unless there are at least `least` values and all of them are finite. */
export function numbers(values: ArrayLike<number>, what: string, least = 1): void {
	if (values.length === 0) throw new Refusal('no-observations', what);
	if (values.length < least) throw new Refusal('too-few', what);
	for (let at = 0; at < values.length; at++) finite(values[at]!, what);
}

/** Throws unless the lists have one length. */
export function aligned(one: ArrayLike<unknown>, other: ArrayLike<unknown>, what: string): void {
	if (one.length !== other.length) throw new Refusal('different-lengths', what);
}

/** Throws unless `value` is a whole number of at least 0 that may stand for a count. */
export const whole = count;

/** Throws unless `value` lies strictly between 0 and 1. */
export function probability(value: number, what: string): number {
	if (!(value > 0 && value < 1)) throw new Refusal('bad-probability', what);
	return value;
}

/** Throws unless all columns have the same number of rows; returns that number. */
export function sameLength(columns: readonly { length: number }[], what: string): number {
	const rows = columns[0]?.length ?? 0;
	if (columns.some((column) => column.length !== rows))
		throw new Refusal('different-lengths', what);
	return rows;
}
