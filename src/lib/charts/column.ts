/** A column of the table beside a chart and of its CSV: one reading of a row for each. */
export type Column<Row> = {
	label: string;
	/** figures: right-aligned, equal width */
	number?: boolean;
	/** as the reader sees it */
	text: (row: Row) => string;
	/** as a program reads it */
	value: (row: Row) => string | number | boolean | null;
};
