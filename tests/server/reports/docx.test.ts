import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assemble } from '#lib/server/reports/assemble.ts';
import * as docx from '#lib/server/reports/docx.ts';
import { fullOverview } from '../../reports.ts';
test('x', async () => {
	const file = await docx.render(assemble(fullOverview()));
	writeFileSync('/tmp/r.docx', file);
	expect(file.length).toBeGreaterThan(1000);
});
