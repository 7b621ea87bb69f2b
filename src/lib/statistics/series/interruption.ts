/**
 * Columns for an interrupted series: trend, a jump and a change of slope at an event, and the year's
 * rhythm. Which of level and slope may change is chosen before looking at the data.
 */
import { count, finite, numbers, positive, Refusal } from '../refusal.ts';

export type Segments = {
	/** 1 from the event on */
	level: Float64Array;
	/** (t − start) from the event on, 0 before: so that `level` is the jump at the event itself */
	slope: Float64Array;
};

/** Refuses an event that leaves nothing on either side. */
export function segments(times: ArrayLike<number>, start: number): Segments {
	numbers(times, 'times', 2);
	finite(start, 'start');
	const level = Float64Array.from(times, (time) => (time >= start ? 1 : 0));
	if (!level.includes(0)) throw new Refusal('too-few', 'times before');
	if (!level.includes(1)) throw new Refusal('too-few', 'times after');
	return {
		level,
		slope: Float64Array.from(times, (time) => (time >= start ? time - start : 0))
	};
}

/** sin(2πkt/period) and cos(2πkt/period) for k = 1 … pairs, all sines first. */
export function harmonics(times: ArrayLike<number>, period: number, pairs: number): Float64Array[] {
	numbers(times, 'times');
	positive(period, 'period');
	if (count(pairs, 'pairs') < 1) throw new Refusal('too-few', 'pairs');
	if (2 * pairs > period) throw new Refusal('too-many', 'pairs');
	return [Math.sin, Math.cos].flatMap((wave) =>
		Array.from({ length: pairs }, (_, at) =>
			Float64Array.from(times, (time) => wave((2 * Math.PI * (at + 1) * time) / period))
		)
	);
}
