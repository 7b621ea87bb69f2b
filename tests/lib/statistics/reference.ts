/**
 * Walks a whole set of reference results: every check of its expected.json is computed and every
 * number in it compared within its tolerance; an id that nothing computes is a failure.
 */
import { present, checks, type Check } from '../../vectors.ts';

export type Reference = Omit<Check<unknown>, 'params'> & {
	what?: string;
	data?: string;
	design?: { [name: string]: unknown } | null;
	params?: { [name: string]: unknown };
	tol: { rel: number; abs: number };
};

/** What computes the checks whose id matches; it returns at least the expected keys. */
export type Handler = [RegExp, (check: Reference, match: RegExpExecArray) => unknown];

export type Outcome = { failures: string[]; passed: number; checks: number; numbers: number };

/** A tolerance other than the stated one, with the reason in writing. */
export type Allowance = { id: RegExp; rel?: number; abs?: number; reason: string };

export async function walk(
	set: string,
	handlers: Handler[],
	allowances: Allowance[] = []
): Promise<Outcome> {
	const outcome: Outcome = { failures: [], passed: 0, checks: 0, numbers: 0 };
	for (const check of checks<unknown>(set) as unknown as Reference[]) {
		outcome.checks++;
		const before = outcome.failures.length;
		const allowance = allowances.find(({ id }) => id.test(check.id));
		const tolerance = { ...check.tol, ...allowance };
		const found = handlers.find(([pattern]) => pattern.test(check.id));
		if (!found) outcome.failures.push(`${check.id}: unknown check (${check.what})`);
		else {
			try {
				const got = await found[1](check, found[0].exec(check.id)!);
				compare(check.id, got, check.expected, tolerance, outcome);
			} catch (error) {
				outcome.failures.push(`${check.id}: ${error instanceof Error ? error.stack : error}`);
			}
		}
		if (outcome.failures.length === before) outcome.passed++;
	}
	if (present)
		console.info(
			`set ${set.slice(0, 2)}: ${outcome.passed} of ${outcome.checks} checks, ${outcome.numbers} numbers`
		);
	return outcome;
}

/** One element in a list and the element alone mean the same; null means not available. */
const unboxed = (value: unknown): unknown =>
	Array.isArray(value) && value.length === 1 ? value[0] : value;

function compare(
	path: string,
	got: unknown,
	expected: unknown,
	tol: { rel: number; abs: number },
	outcome: Outcome
): void {
	if (expected === null || expected === undefined) return;
	if (ArrayBuffer.isView(got)) got = [...(got as Float64Array)];
	const one = unboxed(got);
	const other = unboxed(expected);
	if (typeof other === 'number' || typeof other === 'string' || typeof other === 'boolean') {
		outcome.numbers++;
		const near =
			typeof other === 'number' && typeof one === 'number'
				? Math.abs(one - other) <= Math.max(tol.abs, tol.rel * Math.abs(other))
				: one === other;
		if (!near) outcome.failures.push(`${path}: got ${String(one)}, expected ${other}`);
		return;
	}
	if (Array.isArray(other)) {
		if (other.length === 0) return;
		if (!Array.isArray(one) || one.length !== other.length)
			outcome.failures.push(`${path}: got ${JSON.stringify(got)}, expected ${other.length} values`);
		else other.forEach((each, at) => compare(`${path}[${at}]`, one[at], each, tol, outcome));
		return;
	}
	for (const [key, each] of Object.entries(other as object)) {
		// What the reference program prints where rounding decides a tie; the exact answer is wanted.
		if (key === 'accept_also_R_output') continue;
		const mine = one && typeof one === 'object' ? (one as Record<string, unknown>)[key] : undefined;
		compare(`${path}.${key}`, mine, each, tol, outcome);
	}
}
