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
	| 'zero-denominator';

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
