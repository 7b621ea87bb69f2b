/** What the doors of forms being written accept. */
import * as v from 'valibot';

const sequence = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1));
const text = v.pipe(v.string(), v.trim(), v.normalize('NFC'), v.minLength(3), v.maxLength(300));

/** `version`, `definition` or `title`: what a draft begins as. */
export const beginning = v.union([
	v.object({ version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)) }),
	v.object({ definition: v.looseObject({}) }),
	v.object({ title: v.object({ vi: text, en: text }) })
]);
export const saving = v.object({ sequence, definition: v.unknown() });
export const numbered = v.object({ sequence });
