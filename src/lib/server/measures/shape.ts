/** What facts are gathered for. */
import type { Dimension } from '../../measure.ts';

/** First and last day, YYYY-MM-DD. */
export type Period = { from: string; to: string };

/** How facts are told apart. */
export type Split = {
	dimension?: Dimension | '' | undefined;
	/** the unit whose facts a unit's facts become; undefined leaves them out */
	placeOf?: ((unitId: number) => number | undefined) | undefined;
};
