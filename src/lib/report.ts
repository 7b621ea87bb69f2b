/**
 * The evaluation report as a model: everything the document says, already worded and formatted, in
 * the order of Decree 30/2020/NĐ-CP, Appendix I. The DOCX and the PDF are drawn from the same model,
 * so they cannot disagree. The report is a draft: number, date and signature stay empty.
 */
import { isCollected, type ResponseState, type UnitProgress } from './campaign.ts';
import { isComplete, type Estimate } from './estimate.ts';
import type { Target } from './indicator.ts';
import type { DayCount, Overview } from './overview.ts';
import { formatDay } from './vietnamese.ts';

export type Align = 'left' | 'center' | 'right';
/** `width` is the column's share of the table's width, in any common unit. */
export type Column = { title: string; align: Align; width: number };

/** `I. TITLE` is level 1, `1. Title` is level 2. */
export type Heading = { kind: 'heading'; level: 1 | 2; text: string };
export type Paragraph = { kind: 'paragraph'; text: string };
/** A marked place that the drafting unit has to write. */
export type Gap = { kind: 'gap'; text: string };
export type Table = {
	kind: 'table';
	caption: string;
	columns: Column[];
	rows: string[][];
	total: string[] | null;
	note: string;
	/** kept on one page; otherwise it breaks and repeats its header */
	whole: boolean;
};
/** Width and height in points; the picture is as wide as the text. */
export type Figure = {
	kind: 'figure';
	caption: string;
	alt: string;
	svg: string;
	width: number;
	height: number;
};
export type Block = Heading | Paragraph | Gap | Table | Figure;

export type Section = { id: string; title: string; blocks: Block[] };
export type Appendix = Section & { label: string; attachedTo: string };

export type Report = {
	/** title in the file's properties */
	title: string;
	simulated: boolean;
	/** DỰ THẢO, and DỮ LIỆU MÔ PHỎNG where it is so; at the foot of every page */
	mark: string;
	/** ISO 8601; also the creation time of the files */
	asOf: string;
	/** SHA-256 of the data the report was made from */
	fingerprint: string;
	parentBody: string;
	body: string[];
	nation: string;
	motto: string;
	number: string;
	placeAndDate: string;
	kind: string;
	subject: string;
	addressee: string;
	basis: string[];
	opening: string;
	sections: Section[];
	/** last sentence of the text, with ./. */
	closing: string;
	recipientsTitle: string;
	recipients: string[];
	/** marked places for the signer */
	signature: { position: string; name: string };
	appendices: Appendix[];
};

/** All blocks in reading order. */
export function blocksOf(report: Report): Block[] {
	return [...report.sections, ...report.appendices].flatMap((section) => section.blocks);
}

export type Verdict = 'reached' | 'missed' | 'unclear' | 'none';

/** Reached or missed only when the target lies outside the interval; a full count has no interval. */
export function judge(estimate: Estimate | null, target: Target | undefined): Verdict {
	if (!target || estimate?.value == null) return 'none';
	const low = estimate.low ?? estimate.value;
	const high = estimate.high ?? estimate.value;
	if (low >= target.value) return 'reached';
	return high < target.value ? 'missed' : 'unclear';
}

export type Returns = Record<ResponseState, number> & {
	expected: number;
	/** submitted or approved: in hand now */
	collected: number;
	onTime: number;
};

/** Forms sent out and in hand. A form that was returned for mending is not in hand. */
export function countReturns(progress: UnitProgress[]): Returns {
	const returns: Returns = {
		none: 0,
		draft: 0,
		submitted: 0,
		returned: 0,
		endorsed: 0,
		approved: 0,
		expected: progress.length,
		collected: 0,
		onTime: 0
	};
	for (const { state, onTime } of progress) {
		returns[state]++;
		if (!isCollected(state)) continue;
		returns.collected++;
		if (onTime) returns.onTime++;
	}
	return returns;
}

/** Days that are over: the day still running would look like a fall. */
export function wholeDays({ visits, asOf }: Overview): DayCount[] {
	const today = localDay(asOf);
	return visits.filter(({ day }) => day < today);
}

/** The last day of the period that is over. */
export function lastWholeDay({ periodTo, asOf }: Overview): string {
	const today = localDay(asOf);
	if (periodTo < today) return periodTo;
	return new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
}

/** The Vietnamese day of a moment, YYYY-MM-DD. */
export function localDay(moment: string): string {
	return new Date(new Date(moment).getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}

export type Spell = Omit<DayCount, 'day'> & { from: string; to: string; label: string };

/** Days gathered for a table: by day up to 14 days, by week (Monday first) up to 100, else by month. */
export function gather(days: DayCount[]): { by: 'day' | 'week' | 'month'; spells: Spell[] } {
	const sorted = [...days].sort((one, other) => one.day.localeCompare(other.day));
	const by = sorted.length <= 14 ? 'day' : sorted.length <= 100 ? 'week' : 'month';
	const spells = new Map<string, Spell>();
	for (const { day, visits, visitors, pageViews } of sorted) {
		const key = by === 'day' ? day : by === 'week' ? mondayOf(day) : day.slice(0, 7);
		const spell = spells.get(key);
		if (!spell) {
			spells.set(key, { from: day, to: day, label: '', visits, visitors, pageViews });
			continue;
		}
		spell.to = day;
		spell.visits += visits;
		spell.visitors += visitors;
		spell.pageViews += pageViews;
	}
	const rows = [...spells.values()];
	for (const spell of rows)
		spell.label =
			spell.from === spell.to
				? formatDay(spell.from)
				: `${formatDay(spell.from)} – ${formatDay(spell.to)}`;
	return { by, spells: rows };
}

function mondayOf(day: string): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
	return date.toISOString().slice(0, 10);
}

/** "05 tháng 8 năm 2020": leading zero for days below 10, and for January and February only. */
export function longDay(day: string): string {
	const [date, month, year] = formatDay(day).split('/');
	return `${date} tháng ${month} năm ${year}`;
}

/** "10 giờ 42 phút ngày 23 tháng 11 năm 2026", Vietnamese time. */
export function longMoment(moment: string): string {
	const local = new Date(new Date(moment).getTime() + 7 * 3_600_000).toISOString();
	return `${local.slice(11, 13)} giờ ${local.slice(14, 16)} phút ngày ${longDay(local.slice(0, 10))}`;
}

export type CheckName =
	'unsigned' | 'intervals' | 'gaps' | 'units' | 'estimates' | 'visits' | 'simulated';
export type Check = { name: CheckName; passed: boolean; count: number };

/** What has to be known before the draft is exported; nothing here prevents the export. */
export function inspect(report: Report, overview: Overview): Check[] {
	const gaps = blocksOf(report).filter((block) => block.kind === 'gap').length;
	const { expected, collected } = countReturns(overview.progress);
	const found = overview.indicators.flatMap(({ estimate }) => estimate ?? []);
	const bare = found.filter(
		({ value, method, low }) => value !== null && !isComplete(method) && low === null
	).length;
	const unknown = overview.indicators.length - found.filter(({ value }) => value !== null).length;
	const silent = overview.visits.length === 0;
	const checks: Check[] = [
		{ name: 'unsigned', passed: true, count: 0 },
		{ name: 'intervals', passed: bare === 0, count: bare },
		{ name: 'estimates', passed: unknown === 0, count: unknown },
		{ name: 'units', passed: expected > 0 && collected === expected, count: expected - collected },
		{ name: 'visits', passed: !silent, count: overview.visits.length },
		{ name: 'gaps', passed: gaps === 0, count: gaps }
	];
	if (report.simulated) checks.push({ name: 'simulated', passed: false, count: 0 });
	return checks;
}
