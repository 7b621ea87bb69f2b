/**
 * The tree of an index: indicators under pillars, pillars under sub-indices, one index on top. Weights
 * count within their group only.
 */
import { amount, Refusal } from '../refusal.ts';
import { aggregatedColumns, type Aggregation } from './aggregation.ts';

export type Part = {
	code: string;
	/** the part that this one belongs to; the index has none */
	parent?: string;
	weight: number;
};

export type Structure = {
	/** the parts without children, in the order given */
	indicators: string[];
	/** every part with children, children first; `level` 2 lies above indicators */
	groups: { code: string; level: number; children: string[]; weights: number[] }[];
	/** the index */
	top: string;
};

/**
 * Checks the tree. Refuses codes that occur twice, a parent that is not there, more or less than one
 * top, circles, negative weights and a group whose weights are all 0.
 */
export function structure(parts: readonly Part[]): Structure {
	const byCode = new Map(parts.map((part) => [part.code, part]));
	if (parts.length === 0) throw new Refusal('no-observations', 'parts');
	if (byCode.size !== parts.length) throw new Refusal('bad-option', 'codes that occur twice');
	const children = new Map<string, Part[]>();
	const tops: string[] = [];
	for (const part of parts) {
		amount(part.weight, `weight of ${part.code}`);
		if (part.parent === undefined) {
			tops.push(part.code);
			continue;
		}
		if (!byCode.has(part.parent)) throw new Refusal('missing', `parent of ${part.code}`);
		children.set(part.parent, [...(children.get(part.parent) ?? []), part]);
	}
	const [top] = tops;
	if (tops.length !== 1 || !top) throw new Refusal('bad-option', 'top of the index');
	const groups: Structure['groups'] = [];
	const levels = new Map<string, number>();
	const visit = (code: string): number => {
		const below = children.get(code) ?? [];
		const level = 1 + Math.max(0, ...below.map((part) => visit(part.code)));
		levels.set(code, level);
		if (below.length === 0) return level;
		const weights = below.map((part) => part.weight);
		if (!weights.some((weight) => weight > 0))
			throw new Refusal('not-positive', `weights in ${code}`);
		groups.push({ code, level, children: below.map((part) => part.code), weights });
		return level;
	};
	visit(top);
	// parts in a circle hang from no top
	if (levels.size !== parts.length) throw new Refusal('bad-option', 'circle of parts');
	if (groups.length === 0) throw new Refusal('too-few', 'parts');
	const indicators = parts.map(({ code }) => code).filter((code) => !children.has(code));
	return { indicators, groups, top };
}

export type Scores = Map<string, Float64Array>;

/**
 * Scores of every part from those of the indicators. `how` is one rule, or one per level from level 2
 * up (the last one goes on); a group with fewer than the share `threshold` of its children has no score.
 */
export function composed(
	tree: Structure,
	indicators: ReadonlyMap<string, Float64Array>,
	{
		how = 'arithmetic',
		threshold = 0
	}: { how?: Aggregation | readonly Aggregation[]; threshold?: number } = {}
): Scores {
	const scores: Scores = new Map();
	for (const code of tree.indicators) {
		const column = indicators.get(code);
		if (!column) throw new Refusal('missing', `indicator ${code}`);
		scores.set(code, column);
	}
	const rules = Array.isArray(how) ? (how as readonly Aggregation[]) : [how as Aggregation];
	if (rules.length === 0) throw new Refusal('bad-option', 'aggregation');
	for (const { code, level, children, weights } of tree.groups) {
		const rule = rules[Math.min(level - 2, rules.length - 1)]!;
		const columns = children.map((child) => scores.get(child)!);
		scores.set(code, aggregatedColumns(columns, weights, rule, threshold));
	}
	return scores;
}

/** The index without one of its parts and all below it; groups left empty go with it. */
export function without(parts: readonly Part[], code: string): Part[] {
	const gone = new Set([code]);
	for (let found = true; found;) {
		found = false;
		for (const part of parts) {
			if (gone.has(part.code)) continue;
			const orphaned = part.parent !== undefined && gone.has(part.parent);
			const below = parts.filter((other) => other.parent === part.code);
			const emptied = below.length > 0 && below.every((other) => gone.has(other.code));
			if (!orphaned && !emptied) continue;
			gone.add(part.code);
			found = true;
		}
	}
	return parts.filter((part) => !gone.has(part.code));
}

/** What each part counts in the whole index: its weight within its group times that of the group. */
export function effectiveWeights(tree: Structure): Map<string, number> {
	const found = new Map([[tree.top, 1]]);
	for (const { code, children, weights } of [...tree.groups].reverse()) {
		const all = weights.reduce((sum, weight) => sum + weight, 0);
		children.forEach((child, at) => found.set(child, (found.get(code)! * weights[at]!) / all));
	}
	return found;
}
