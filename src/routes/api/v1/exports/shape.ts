/** What an order of an export looks like. */
import * as v from 'valibot';
import { exportFormats } from '#lib/export.ts';

export const newExport = v.object({
	campaign: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,80}$/, 'a-z, 0-9 and - only')),
	format: v.picklist(exportFormats)
});
