/** What a unit answered in the same survey the period before, or why there is nothing of the kind. */
import type { Answers } from './questionnaire/structure.ts';

export type Previous =
	| {
			kind: 'found';
			/** the period in words */
			period: string;
			/** ISO 8601 */
			submittedAt: string;
			/** answers the questions of today may hold */
			data: Answers;
			/** questions whose answer they may not */
			dropped: string[];
	  }
	/** the unit came out of a merger or a split and has no figures of its own yet */
	| { kind: 'new-unit'; from: string[] }
	| { kind: 'none' };
