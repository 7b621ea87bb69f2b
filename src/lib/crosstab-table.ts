/** The rows and columns a reader sees of a crosstab, with shares and intervals; also as CSV. */
import type { Column } from './csv.ts';
import { cellAt, type Asked, type Axis, type Cube, type Option, type Place } from './crosstab.ts';
import { wilson } from './statistics/interval.ts';

export type Cell = {
	/** respondents, or choices in a total of choices; null = hidden */
	n: number | null;
	/** 0–1; null where there is no base, the base is hidden or the option is not part of it */
	share: number | null;
	/** 95 % interval of a share of respondents */
	low: number | null;
	high: number | null;
	/** what the share is of */
	base: number | null;
};

export type Heading = { code: string; text: string; unsure: boolean };
export type Line = { heading: Heading; cells: Cell[]; total: Cell };
export type Table = {
	columns: Heading[];
	rows: Line[];
	/** the row of totals */
	total: { cells: Cell[]; total: Cell };
	/** cells that are not shown because they are small or would give small ones away */
	hidden: number;
};

/** What is shown at one place. `hidden` says which cells of the cube are not. */
export function tableOf(asked: Asked, cube: Cube, hidden: readonly boolean[]): Table {
	const { places, row, column } = cube;
	const here = placeAsked(asked, places);
	const byPlace = asked.column === 'vung' || asked.column === 'tinh';
	const shownPlaces = byPlace ? placesIn(asked, places) : [];
	const rowTotal = totalOf(row, asked);
	const columnTotal = totalOf(column, asked);
	/** A position in the table: place and positions on both axes. */
	type At = { p: number; a: number; b: number };
	const value = ({ p, a, b }: At) => {
		const cell = cellAt(cube, p, a, b);
		return hidden[cell] ? null : cube.values[cell]!;
	};
	const isOutside = (axis: Axis, position: number) =>
		Boolean(axis.options[position]?.unsure) &&
		(!asked.unsure || (asked.of === 'choices' && axis.several));
	const cellOf = (at: At): Cell => {
		const n = value(at);
		const across = asked.share === 'hang' || asked.share === 'chung';
		const down = asked.share === 'cot' || asked.share === 'chung';
		const outside = (down && isOutside(row, at.a)) || (across && isOutside(column, at.b));
		const base = value({
			p: across ? here : at.p,
			a: down ? rowTotal : at.a,
			b: across ? columnTotal : at.b
		});
		return cell(n, outside ? null : base, ofRespondents(asked, row, column));
	};
	const heads: { heading: Heading; p: number; b: number }[] = byPlace
		? shownPlaces.map((p) => ({ heading: headingOf(places[p]!), p, b: columnTotal }))
		: column.options.map((heading, b) => ({ heading, p: here, b }));
	const line = (a: number) => ({
		cells: heads.map(({ p, b }) => cellOf({ p, a, b })),
		total: cellOf({ p: here, a, b: columnTotal })
	});
	const rows = row.options.map((heading, a) => ({ heading, ...line(a) }));
	const total = line(rowTotal);
	const all = [...rows, total].flatMap((one) => [...one.cells, one.total]);
	return {
		columns: heads.map(({ heading }) => heading),
		rows,
		total,
		hidden: all.filter(({ n }) => n === null).length
	};
}

function cell(n: number | null, base: number | null, respondents: boolean): Cell {
	if (n === null || base === null || base === 0)
		return { n, share: null, low: null, high: null, base };
	if (!respondents) return { n, share: n / base, low: null, high: null, base };
	const { share, low, high } = wilson(n, base);
	return { n, share, low, high, base };
}

/** Whether shares are of respondents: choices of one person belong together and have no interval. */
export function ofRespondents(asked: Asked, row: Axis, column: Axis): boolean {
	if (asked.of === 'respondents') return true;
	const down = asked.share !== 'hang' && row.several;
	const across = asked.share !== 'cot' && column.several;
	return !down && !across;
}

function totalOf(axis: Axis, asked: Asked): number {
	if (axis.length === 1) return axis.all;
	if (axis.several && asked.of === 'choices') return axis.choices;
	return asked.unsure ? axis.answered : axis.base;
}

export function placeAsked(asked: Asked, places: readonly Place[]): number {
	const [kind, code] =
		asked.province !== ''
			? ['province', asked.province]
			: asked.region !== ''
				? ['region', asked.region]
				: ['nation', ''];
	return places.findIndex((place) => place.kind === kind && place.code === code);
}

function placesIn({ column, region, province }: Asked, places: readonly Place[]): number[] {
	return places.flatMap((place, p) => {
		if (place.kind === 'elsewhere') return province === '' && region === '' ? [p] : [];
		if (place.kind !== (column === 'vung' ? 'region' : 'province')) return [];
		if (province !== '' && place.code !== province) return [];
		if (region !== '' && (place.kind === 'region' ? place.code : place.region) !== region)
			return [];
		return [p];
	});
}

const headingOf = ({ code, name }: Place): Heading => ({ code, text: name, unsure: false });

export type CsvRow = Cell & { row: Heading; column: Heading };

/** Every cell that is shown, one a row, totals included. */
export function csvRowsOf({ columns, rows, total }: Table, sum: string): CsvRow[] {
	const all: Heading = { code: '', text: sum, unsure: false };
	return [...rows, { heading: all, ...total }].flatMap(({ heading, cells, total: last }) => [
		...cells.map((one, index) => ({ ...one, row: heading, column: columns[index]! })),
		{ ...last, row: heading, column: all }
	]);
}

export function csvColumns(about: string): Column<CsvRow>[] {
	return [
		{ header: 'row_code', value: ({ row }) => row.code },
		{ header: 'row', value: ({ row }) => row.text },
		{ header: 'column_code', value: ({ column }) => column.code },
		{ header: 'column', value: ({ column }) => column.text },
		{ header: 'n', value: ({ n }) => n },
		{ header: 'base', value: ({ base }) => base },
		{ header: 'share', value: ({ share }) => share },
		{ header: 'low', value: ({ low }) => low },
		{ header: 'high', value: ({ high }) => high },
		{ header: 'hidden', value: ({ n }) => Number(n === null) },
		{ header: 'about', value: () => about }
	];
}

export type { Option };
