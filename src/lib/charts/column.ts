/** A column of the table beside a chart and of its CSV: one reading of a row for each. */
import type { Column as CsvColumn } from '../csv.ts';

export type Column<Row> = {
	label: string;
	/** figures: right-aligned, equal width */
	number?: boolean;
	/** as the reader sees it */
	text: (row: Row) => string;
	/** as a program reads it */
	value: (row: Row) => string | number | boolean | null;
};

/** The same columns for the CSV. */
export function toCsvColumns<Row>(columns: Column<Row>[]): CsvColumn<Row>[] {
	return columns.map(({ label, value }) => ({ header: label, value }));
}
