/**
 * The map of 34 tiles, one per province, with Hoàng Sa and Trường Sa marked. Schematic, our own work
 * (CC0): it needs no boundary file, fits a phone and reads well aloud.
 */
import grid from './tile-grid-34.json' with { type: 'json' };

export type Tile = { code: string; name: string; abbr: string; col: number; row: number };
export type Archipelago = { id: string; name: string; province: string; col: number; row: number };

export const columns: number = grid.columns;
/** Row by row, as one reads. */
export const tiles: Tile[] = [...grid.tiles].sort(
	(one, other) => one.row - other.row || one.col - other.col
);
export const archipelagos: Archipelago[] = grid.markers;

/** How a tile is filled: a step of the sequential scale, hatched (hidden) or outlined (nothing yet). */
export type Tone = 1 | 2 | 3 | 4 | 5 | 6 | 'hidden' | 'absent';

const ways = {
	ArrowRight: { col: 1, row: 0 },
	ArrowLeft: { col: -1, row: 0 },
	ArrowDown: { col: 0, row: 1 },
	ArrowUp: { col: 0, row: -1 }
};
export type Way = keyof typeof ways;

export function isWay(key: string): key is Way {
	return key in ways;
}

/** The nearest tile in a direction: straight ahead before aside; undefined at the edge. */
export function neighbour(from: Tile, way: Way): Tile | undefined {
	const { col, row } = ways[way];
	const distance = (tile: Tile) => {
		const ahead = (tile.col - from.col) * col + (tile.row - from.row) * row;
		const aside = Math.abs((tile.col - from.col) * row) + Math.abs((tile.row - from.row) * col);
		return ahead > 0 ? ahead + aside * 3 : Infinity;
	};
	return tiles
		.filter((tile) => distance(tile) < Infinity)
		.sort((one, other) => distance(one) - distance(other))[0];
}
