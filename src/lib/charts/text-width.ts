/**
 * How wide a text will be. Without a browser the chart engine guesses Vietnamese far too wide, and
 * leaves wrong room for labels; our fonts' own advances are right to a fraction of a pixel.
 */
import { advances } from './advances.ts';

const tables = new Map(
	Object.entries(advances).map(([name, groups]) => [
		name,
		new Map(
			Object.entries(groups).flatMap(([width, characters]) =>
				[...characters].map((character) => [character, Number(width)] as const)
			)
		)
	])
);

/** Width in pixels of one line in a CSS font such as `600 12px 'Thuoc So', …`. */
export function textWidth(text: string, font: string): number {
	const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 12);
	const weight = /\b(600|700|800|bold)\b/.test(font) ? '600' : '400';
	const letters = tables.get(`ui${weight}`);
	const figures = font.includes('Thuoc So') ? tables.get(`num${weight}`) : undefined;
	let width = 0;
	for (const character of text.normalize('NFC'))
		width += figures?.get(character) ?? letters?.get(character) ?? 600;
	return (width * size) / 1000;
}
