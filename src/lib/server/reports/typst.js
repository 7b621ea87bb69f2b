/**
 * Runs in a process of its own: reads a job as JSON from standard input, compiles it with Typst and
 * writes the PDF to standard output. Given to `node -e` as text, so that it works from a bundle.
 */
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

/** @type {{ from: string, fonts: string, template: string, report: string, seconds: number }} */
const job = JSON.parse(await text(process.stdin));
/** @type {typeof import('@myriaddreamin/typst-ts-node-compiler')} */
const { NodeCompiler } = createRequire(job.from)('@myriaddreamin/typst-ts-node-compiler');
// The workspace is the fonts' folder: a template that tried to read files would find only those.
const compiler = NodeCompiler.create({
	workspace: job.fonts,
	fontArgs: [{ fontPaths: [job.fonts] }]
});
const compiled = compiler.compile({
	mainFileContent: job.template,
	inputs: { report: job.report }
});
const document = compiled.result;
if (!document) {
	compiled.printErrors();
	process.exit(1);
}
const pdf = compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: job.seconds });
process.stdout.write(pdf, () => process.exit(0));
