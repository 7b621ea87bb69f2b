/**
 * The report as PDF/UA-1, by Typst in a child process: its memory never grows ours, and a report
 * that hangs is ended. The same report gives the same bytes.
 */
import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';
import { Problem } from '../../problem.ts';
import type { Report } from '../../report.ts';
import { fontFolder } from './fonts.ts';
import template from './report.typ?raw';
import compiler from './typst.js?raw';

const timeLimit = 30_000;
// All but Latin letters and their marks, punctuation and the signs ₫ € − ≤ ≥.
const unprintable =
	/(?![\u0300-\u0341])[^\x20-\x7e\u00a0-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20ab\u20ac\u2212\u2264\u2265]/gu;
/** One child at a time: a report takes less than a second and all of a core. */
let turn: Promise<unknown> = Promise.resolve();

/** Throws `report.failed`. */
export function render(report: Report): Promise<Buffer> {
	return typeset(template, { ...report, author: report.body.join(' ') }, report.asOf);
}

/** Sets a document with a template that reads it from `sys.inputs.report`. Throws `report.failed`. */
export function typeset(form: string, document: object, asOf: string): Promise<Buffer> {
	const mine = turn.then(() => compile(form, document, asOf));
	turn = mine.catch(() => undefined);
	return mine;
}

async function compile(form: string, document: object, asOf: string): Promise<Buffer> {
	const child = spawn(process.execPath, ['--input-type=module', '-e', compiler], {
		stdio: ['pipe', 'pipe', 'pipe'],
		timeout: timeLimit,
		killSignal: 'SIGKILL',
		// Nothing of ours is the child's business: no settings, no addresses of databases.
		env: {}
	});
	const ended = new Promise<number | null>((resolve) => {
		child.once('error', () => resolve(null));
		child.once('close', (code) => resolve(code));
	});
	child.stdin.on('error', () => undefined);
	child.stdin.end(
		JSON.stringify({
			from: import.meta.url,
			fonts: fontFolder,
			template: form,
			report: JSON.stringify(document, printable),
			seconds: Math.floor(Date.parse(asOf) / 1000)
		})
	);
	const [pdf, complaint, code] = await Promise.all([
		buffer(child.stdout),
		text(child.stderr),
		ended
	]);
	if (code === 0 && pdf.subarray(0, 5).toString('latin1') === '%PDF-') return pdf;
	console.error('Typst could not make the report:', complaint.slice(0, 2000));
	throw new Problem('report.failed');
}

/**
 * PDF/UA refuses a character that the font cannot draw, and a unit's name may hold one: everything
 * outside Latin, its marks, punctuation, currency and common signs becomes a white square.
 */
function printable(_key: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	return value
		.normalize('NFC')
		.replace(/\p{Cc}/gu, ' ')
		.replace(unprintable, '□');
}
