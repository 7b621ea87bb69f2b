/**
 * The health of the intake, judged: whether a site is heard as usual, whether its clock is right,
 * whether much of what it sends is refused. Pure rules over counts; the numbers come from the ledger
 * and the warehouse.
 */
export type Clock = {
	/** seconds from an event's own time to its receipt; negative = its clock runs ahead */
	p5: number;
	p50: number;
	p95: number;
	events: number;
};

export type SiteHealth = {
	siteId: number;
	domain: string;
	name: string;
	unitName: string;
	/** ISO time up to which the site was heard: exact where the warehouse knows, else the hour */
	lastHeard: string | null;
	/** received in each of the last 24 hours, oldest first */
	hours: number[];
	/** received in the last 24 hours */
	now: number;
	/** median of the 24-hour runs before, null before the third */
	usual: number | null;
	/** longest silence of the last 28 days, hours */
	longestGap: number;
	clock: Clock | null;
	/** refused in 7 days: reason → events */
	refused: Record<string, number>;
	/** values counted under "other" in 7 days, because a site sent too many different ones */
	overflow: number;
	quarantined: number;
	states: State[];
};

export const states = ['never', 'silent', 'few', 'clock', 'refused', 'overflow', 'held'] as const;
export type State = (typeof states)[number];

export function median(values: number[]): number | null {
	if (values.length === 0) return null;
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const hour = 3_600_000;
/** Runs of 24 hours before what is usual can be said. */
const leastRuns = 3;

export function usualOf(before: number[]): number | null {
	return before.length < leastRuns ? null : median(before);
}

/** Silence beyond this is unusual, in milliseconds: half as long again as the longest, at least 3 hours. */
export function patience(runs: number, longestGap: number): number {
	return runs < leastRuns ? 24 * hour : Math.max(3, longestGap * 1.5) * hour;
}

/** Even the quickest events come late: the clock is slow. Most come before they happened: it is fast. */
export function isWrong({ p5, p50 }: Clock): boolean {
	return p5 > 120 || p50 < -60;
}

/** What deserves a look, worst first; empty when all is well. */
export function judge(site: Omit<SiteHealth, 'states'>, runs: number, now: number): State[] {
	const refused = Object.entries(site.refused).reduce(
		(sum, [reason, events]) => (reason === 'opted-out' ? sum : sum + events),
		0
	);
	const week = site.now * 7;
	const found: Record<State, boolean> = {
		never: site.lastHeard === null,
		silent:
			site.lastHeard !== null && now - Date.parse(site.lastHeard) > patience(runs, site.longestGap),
		few: site.usual !== null && site.usual >= 50 && site.now < site.usual / 4 && site.now > 0,
		clock: site.clock !== null && isWrong(site.clock),
		refused: refused >= 20 && refused > week / 20,
		overflow: site.overflow > 0,
		held: site.quarantined > 0
	};
	return states.filter((state) => found[state]);
}
