/** Charts drawn on the server, for wide and for narrow screens, before any script runs. */
import { toDrawing, type Drawing } from '../charts/drawing.ts';
import { toSvg, type Option } from '../charts/engine.ts';

export type Drawings = { wide: Drawing; narrow: Drawing };

export function draw(option: Option, height = 280): Drawings {
	return {
		wide: toDrawing(toSvg(option, { width: 1280, height })),
		narrow: toDrawing(toSvg(option, { width: 335, height }))
	};
}
