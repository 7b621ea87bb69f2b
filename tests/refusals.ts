/** By which name a computation refuses its input. */
import { Refusal, type RefusalReason } from '#lib/statistics/refusal.ts';

/** The reason, or nothing when the computation gave a result; any other error goes on. */
export function reasonOf(compute: () => unknown): RefusalReason | undefined {
	try {
		compute();
	} catch (error) {
		if (error instanceof Refusal) return error.reason;
		throw error;
	}
	return undefined;
}
