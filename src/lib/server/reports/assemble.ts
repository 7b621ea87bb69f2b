/**
 * Puts the evaluation report together from the national overview: heading, basis, sections,
 * appendices. Every number is formatted here, once; the renderers only draw.
 */
import { createHash } from 'node:crypto';
import { periodText } from '../../campaign.ts';
import { officialReport as words } from '../../messages/official-report.ts';
import type { Overview } from '../../overview.ts';
import { localDay, type Report, type Section } from '../../report.ts';
import { methodAppendix, unitsAppendix } from './appendices.ts';
import { assessment, proposals } from './assessment.ts';
import { general } from './general.ts';
import { results } from './results.ts';

/** Pure: the same overview gives the same report. */
export function assemble(overview: Overview): Report {
	const year = localDay(overview.asOf).slice(0, 4);
	const fingerprint = createHash('sha256').update(JSON.stringify(overview)).digest('hex');
	const from = overview.campaign?.periodFrom ?? overview.periodFrom;
	const to = overview.campaign?.periodTo ?? overview.periodTo;
	const sections: Section[] = [
		general(overview),
		results(overview),
		assessment(overview),
		proposals()
	];
	const appendices = [unitsAppendix(overview), methodAppendix(overview, fingerprint)].map(
		(section, index) => ({
			...section,
			label: words.appendix.label('I'.repeat(index + 1)),
			attachedTo: words.appendix.attached(year)
		})
	);
	number([...sections, ...appendices]);
	return {
		title: words.title,
		simulated: overview.simulated,
		mark: overview.simulated ? `${words.draft} · ${words.simulated}` : words.draft,
		asOf: overview.asOf,
		fingerprint,
		parentBody: words.parentBody,
		body: words.body,
		nation: words.nation,
		motto: words.motto,
		number: words.number,
		placeAndDate: words.placeAndDate(year),
		kind: words.kind,
		subject: words.subject(periodText(from, to)),
		addressee: words.addressee,
		basis: words.basis,
		opening: words.opening,
		sections,
		closing: words.closing,
		recipientsTitle: words.recipientsTitle,
		recipients: words.recipients,
		signature: words.signer,
		appendices
	};
}

/** Numbers tables and figures through the whole document, headings within their section. */
function number(parts: Section[]): void {
	let tables = 0;
	let figures = 0;
	for (const { blocks } of parts) {
		let headings = 0;
		for (const block of blocks) {
			if (block.kind === 'table') block.caption = words.table(++tables, block.caption);
			if (block.kind === 'figure') block.caption = words.figure(++figures, block.caption);
			if (block.kind === 'heading' && block.level === 2)
				block.text = `${++headings}. ${block.text}`;
		}
	}
}
