/** An indicator is data: what is measured, from which source, for which items of the plan. */
export type IndicatorSource = 'survey' | 'events' | 'record' | 'channel';

/**
 * The typed formula of an indicator that can be computed.
 * `share_of_answers`: responses whose answer to `question` (or to one of `items`) is among `codes`,
 * over the responses that answered. `share_of_visits`: visits of a dimension's values over all
 * visits. `share_submitted`: expected units that submitted, over expected units.
 */
export type Measure =
	| {
			kind: 'share_of_answers';
			survey: string;
			question: string;
			codes: string[];
			/**
			 * A second condition that must hold as well; of a table, in column `item`, and only in
			 * rows whose column `row.item` has one of `row.codes`.
			 */
			and?: {
				question: string;
				codes: string[];
				item?: string;
				row?: { item: string; codes: string[] };
			};
			target?: Target;
	  }
	| { kind: 'share_of_visits'; dimension: 'device'; values: string[]; target?: Target }
	/** `onTime`: only what was submitted before the campaign closed counts */
	| { kind: 'share_submitted'; survey: string; onTime?: boolean; target?: Target };

export type Target = { value: number; year: number; source: string };

export type Indicator = {
	id: string;
	version: number;
	kind: 'thuc_trang' | 'nhu_cau' | 'hieu_qua';
	nameVi: string;
	nameEn: string;
	unitVi: string;
	formulaVi: string;
	source: IndicatorSource;
	collectedBy: string;
	measure: Measure | null;
	planItems: string[];
};

/** What an indicator's numbers are made of, in the order in which they are listed. */
export const indicatorKinds = ['thuc_trang', 'nhu_cau', 'hieu_qua'] as const;
