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
