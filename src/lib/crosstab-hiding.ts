/**
 * What a crosstab hides. All places are looked at together, so the answer is the same whichever place
 * the reader filters by; so are the tables of each question alone, which other readers see, and the
 * table with and without answers under suspicion, whose difference is a group too.
 */
import { cellAt, linesOf, type Cube } from './crosstab.ts';
import { hiddenCells, tooFew, type Line } from './statistics/protection/suppression.ts';

/** Hidden cells of the table with every answer, and of the one without those under suspicion. */
export function hiddenIn(all: Cube, clean: Cube): { all: boolean[]; clean: boolean[] } {
	const lines = linesIn(all);
	const one = hide(all, lines, []);
	const different = one.flatMap((isHidden, cell) => {
		const between = all.values[cell]! - clean.values[cell]!;
		return isHidden || (between > 0 && tooFew(between)) ? [cell] : [];
	});
	return { all: one, clean: hide(clean, lines, different) };
}

type Lines = { across: Line[]; sheets: Line[][] };

function hide(cube: Cube, { across, sheets }: Lines, before: number[]): boolean[] {
	const { row, column, places, values } = cube;
	// Cells of everyone on an axis are the table of the other question alone.
	const alone = new Set<number>();
	for (let p = 0; p < places.length; p++) {
		for (let a = 0; a < row.length; a++) alone.add(cellAt(cube, p, a, column.all));
		for (let b = 0; b < column.length; b++) alone.add(cellAt(cube, p, row.all, b));
	}
	const lines = [...sheets.flat(), ...across];
	const outer = lines.filter((line) => line.every((cell) => alone.has(cell)));
	const first = hiddenCells(values, outer, { before: before.filter((cell) => alone.has(cell)) });
	if (row.length === 1 || column.length === 1)
		return hiddenCells(values, lines, { before, sheets });
	const seeds = [...alone].filter((cell) => first[cell]);
	const crowded = crowdedIn(cube, alone);
	return hiddenCells(values, lines, {
		before: [...before, ...seeds, ...crowded],
		fixed: (cell) => alone.has(cell),
		sheets
	});
}

/** Where most groups of a place are small, its table hides them all. */
function crowdedIn(cube: Cube, alone: ReadonlySet<number>): number[] {
	const size = cube.row.length * cube.column.length;
	return cube.places.flatMap((_, p) => {
		const inner = Array.from({ length: size }, (_, at) => p * size + at).filter(
			(cell) => !alone.has(cell) && cube.values[cell]! > 0
		);
		const small = inner.filter((cell) => tooFew(cube.values[cell]!));
		return small.length * 2 > inner.length ? inner : [];
	});
}

function linesIn(cube: Cube): Lines {
	const { places, row, column } = cube;
	const sheets = places.map((_, p) => {
		const lines: Line[] = [];
		for (const line of linesOf(row))
			for (let b = 0; b < column.length; b++) lines.push(line.map((a) => cellAt(cube, p, a, b)));
		for (const line of linesOf(column))
			for (let a = 0; a < row.length; a++) lines.push(line.map((b) => cellAt(cube, p, a, b)));
		return lines;
	});
	const across: Line[] = [];
	for (const sum of placeSums(cube))
		for (let a = 0; a < row.length; a++)
			for (let b = 0; b < column.length; b++) across.push(sum.map((p) => cellAt(cube, p, a, b)));
	return { across, sheets };
}

/** Each region with its provinces; the nation with its regions and what lies in none. */
function placeSums({ places }: Cube): number[][] {
	const at = (of: (place: Cube['places'][number]) => boolean) =>
		places.flatMap((place, p) => (of(place) ? [p] : []));
	const regions = at(({ kind }) => kind === 'region');
	const nation = at(({ kind }) => kind === 'nation');
	const outside = at(
		({ kind, region }) => (kind === 'province' && region === '') || kind === 'elsewhere'
	);
	return [
		...regions.map((p) => [
			p,
			...at(({ kind, region }) => kind === 'province' && region === places[p]!.code)
		]),
		[...nation, ...regions, ...outside]
	].filter((line) => line.length > 1);
}
