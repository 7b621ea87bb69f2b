/**
 * A drawing: an SVG document as a tree, so that a page can render what was drawn on the server
 * element by element and no text is ever trusted as markup.
 */
export type Drawing = {
	tag: string;
	attributes: Record<string, string>;
	children: Drawing[];
	text: string;
};

const known = new Set([
	'svg',
	'g',
	'path',
	'rect',
	'line',
	'polyline',
	'polygon',
	'circle',
	'ellipse',
	'text',
	'tspan',
	'defs',
	'clipPath'
]);
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const plain = (text: string) =>
	text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');

/** Reads the chart engine's SVG; elements other than shapes and text are left out. */
export function toDrawing(svg: string): Drawing {
	const root: Drawing = { tag: '', attributes: {}, children: [], text: '' };
	const open = [root];
	for (const [, closing, tag = '', rest = '', ended, text = ''] of svg.matchAll(
		/<(\/?)([\w:]+)((?:\s[^<>]*?)?)(\/?)>([^<]*)/g
	)) {
		if (closing) {
			if (open.length > 1) open.pop();
		} else {
			const node: Drawing = {
				tag,
				attributes: attributesOf(rest),
				children: [],
				text: plain(text).trim()
			};
			if (known.has(tag)) open.at(-1)!.children.push(node);
			if (!ended) open.push(node);
		}
	}
	return root.children[0] ?? root;
}

function attributesOf(text: string): Record<string, string> {
	const pairs = [...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
		name,
		plain(value)
	]);
	return Object.fromEntries(
		pairs.filter(
			([name = '']) => !/^(on|xmlns|xml:|baseProfile|version|class|pointer-events)/.test(name)
		)
	);
}
