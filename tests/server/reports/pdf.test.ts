import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assemble } from '#lib/server/reports/assemble.ts';
import * as pdf from '#lib/server/reports/pdf.ts';
import { emptyOverview, fullOverview } from '../../reports.ts';

const report = assemble(fullOverview());
const folder = mkdtempSync(join(tmpdir(), 'report-'));
let file: Buffer;

beforeAll(async () => {
	file = await pdf.render(report);
	if (process.env.REPORT_OUT) writeFileSync(process.env.REPORT_OUT, file);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the report as PDF', () => {
	test('is a tagged PDF/UA-1 in Vietnamese', () => {
		const source = file.toString('latin1');
		expect(source).toContain('pdfuaid:part');
		expect(source).toContain('/Lang (vi-VN)');
	});

	test('has the same bytes for the same report', async () => {
		expect(Buffer.compare(await pdf.render(report), file)).toBe(0);
	});

	test('is made from nothing too', async () => {
		const empty = await pdf.render(assemble(emptyOverview()));
		expect(empty.subarray(0, 5).toString()).toBe('%PDF-');
		if (process.env.REPORT_OUT) writeFileSync(`${process.env.REPORT_OUT}.empty.pdf`, empty);
	});
});
