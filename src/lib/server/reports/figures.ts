/**
 * Figures of the printed report: plain SVG in points, as wide as the text, in the document's font.
 * Written by hand rather than by a chart engine, so that the same values give the same bytes, Word
 * can draw them, and no text has to be measured.
 */
import { formatNumber } from '../../vietnamese.ts';

export type Picture = { svg: string; width: number; height: number };

/** A4 less margins of 30 and 20 mm. */
const width = 453;
const ink = '#17201e';
const grid = '#d6d1c4';
const line = '#14556c';
const band = '#bfd8dd';
const goal = '#9a5b13';
export const documentFont = "Tinos, 'Times New Roman', serif";

type Place = { x: number; y: number; anchor?: 'start' | 'middle' | 'end'; size?: number };

function text(content: string, place: Place, rest = ''): string {
	const { x, y, anchor = 'start', size = 10 } = place;
	return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" text-anchor="${anchor}" font-family="${documentFont}" fill="${ink}"${rest}>${escape(content)}</text>`;
}

function stroke(d: string, colour: string, weight: number, rest = ''): string {
	return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${weight}"${rest}/>`;
}

function wrap(height: number, parts: string[]): Picture {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="#ffffff"/>${parts.join('')}</svg>`;
	return { svg, width, height };
}

function escape(content: string): string {
	return content
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}

/** Steps of 1, 2, 2,5 or 5 times a power of ten: at most six from 0 to the maximum or above. */
export function ticks(maximum: number): number[] {
	const rough = Math.max(maximum, 5) / 5;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step =
		[1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= rough) ?? rough;
	const steps = Math.ceil(Math.max(maximum, 1) / step);
	return Array.from({ length: steps + 1 }, (_, index) => index * step);
}

/** A line of daily values; where a day is missing the line is broken. */
export function dayLine(days: { day: string; value: number }[]): Picture {
	const height = 205;
	const frame = { left: 46, right: width - 12, top: 14, bottom: height - 26 };
	const sorted = [...days].sort((one, other) => one.day.localeCompare(other.day));
	const first = dayNumber(sorted[0]?.day ?? '1970-01-01');
	const last = dayNumber(sorted.at(-1)?.day ?? '1970-01-01');
	const span = Math.max(last - first, 1);
	const levels = ticks(Math.max(0, ...sorted.map(({ value }) => value)));
	const top = levels.at(-1) ?? 1;
	const x = (day: number) => frame.left + ((day - first) / span) * (frame.right - frame.left);
	const y = (value: number) => frame.bottom - (value / top) * (frame.bottom - frame.top);

	const parts = levels.map(
		(level) =>
			stroke(
				`M${frame.left} ${round(y(level))}H${frame.right}`,
				level === 0 ? ink : grid,
				level === 0 ? 0.8 : 0.6
			) + text(formatNumber(level, 'vi'), { x: frame.left - 6, y: y(level) + 3.4, anchor: 'end' })
	);
	for (const { day, label } of dayTicks(first, last)) {
		const at = x(day);
		parts.push(stroke(`M${round(at)} ${frame.bottom}v4`, ink, 0.8));
		const anchor = at > frame.right - 14 ? 'end' : at < frame.left + 14 ? 'start' : 'middle';
		parts.push(text(label, { x: at, y: frame.bottom + 15, anchor }));
	}
	let path = '';
	let before = Number.NaN;
	for (const { day, value } of sorted) {
		const at = dayNumber(day);
		path += `${at === before + 1 ? 'L' : 'M'}${round(x(at))} ${round(y(value))}`;
		before = at;
	}
	// Round ends make a lone day visible as a dot.
	parts.push(stroke(path + 'h0', line, 1.6, ' stroke-linejoin="round" stroke-linecap="round"'));
	return wrap(height, parts);
}

function dayNumber(day: string): number {
	return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

/** About eight labels: days (5/11), or months (11/2026) when the span is longer than 120 days. */
function dayTicks(first: number, last: number): { day: number; label: string }[] {
	const all = Array.from({ length: last - first + 1 }, (_, index) => {
		const day = first + index;
		return { day, date: new Date(day * 86_400_000) };
	});
	if (last - first > 120) {
		const months = all.filter(({ date }) => date.getUTCDate() === 1);
		const every = Math.ceil(months.length / 8);
		return months
			.filter((_, index) => index % every === 0)
			.map(({ day, date }) => ({
				day,
				label: `${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`
			}));
	}
	const every = Math.max(1, Math.ceil(all.length / 8));
	return all
		.filter((_, index) => index % every === 0)
		.map(({ day, date }) => ({ day, label: `${date.getUTCDate()}/${date.getUTCMonth() + 1}` }));
}

export type Ruler = {
	name: string;
	/** share from 0 to 1 */
	value: number;
	valueText: string;
	low: number | null;
	high: number | null;
	target: number | null;
	targetText: string;
};

/** One ruler per indicator from 0 to 100%: interval, value, target, all on the same scale. */
export function rulers(list: Ruler[]): Picture {
	// A target is labelled below its ruler.
	const heightOf = ({ target }: Ruler) => (target === null ? 38 : 50);
	const height = list.reduce((sum, ruler) => sum + heightOf(ruler), 26);
	const frame = { left: 10, right: width - 18 };
	const x = (share: number) =>
		frame.left + Math.min(1, Math.max(0, share)) * (frame.right - frame.left);
	const parts: string[] = [];
	for (const share of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
		parts.push(stroke(`M${round(x(share))} 20V${height - 20}`, grid, 0.6));
		parts.push(
			text(`${share * 100}%`.replace('.', ','), {
				x: x(share),
				y: height - 7,
				anchor: share === 0 ? 'start' : 'middle'
			})
		);
	}
	let top = 0;
	for (const ruler of list) {
		const { name, value, valueText, low, high, target, targetText } = ruler;
		const axis = top + 30;
		// The value stands at the end of its name's line, so that it never meets the target's label.
		parts.push(
			text(shorten(name), { x: frame.left, y: top + 14, size: 11 }, bold),
			text(valueText, { x: frame.right, y: top + 14, size: 11, anchor: 'end' }, bold),
			stroke(`M${frame.left} ${axis}H${frame.right}`, ink, 0.6)
		);
		if (low !== null && high !== null)
			parts.push(stroke(`M${round(x(low))} ${axis}H${round(x(high))}`, band, 9));
		if (target !== null) {
			const side = target > 0.85 ? { shift: -4, anchor: 'end' as const } : { shift: 4 };
			parts.push(stroke(`M${round(x(target))} ${axis - 9}v18`, goal, 2));
			parts.push(text(targetText, { x: x(target) + side.shift, y: axis + 17, ...side }));
		}
		parts.push(`<circle cx="${round(x(value))}" cy="${axis}" r="4" fill="${line}"/>`);
		top += heightOf(ruler);
	}
	return wrap(height, parts);
}

const bold = ' font-weight="bold"';

function shorten(name: string): string {
	return name.length > 66 ? `${name.slice(0, 64).trimEnd()}…` : name;
}
