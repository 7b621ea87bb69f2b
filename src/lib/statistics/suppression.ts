/**
 * Small numbers are protected: a share of fewer than ten respondents is not shown, and where the
 * parts of a shown total would give it away by subtraction, another part is hidden with it.
 */
import { count } from './refusal.ts';

/** The smallest number of respondents whose share is shown. */
export const fewestRespondents = 10;

/** True when a share of `respondents` must not be shown. Nobody at all needs no protection. */
export function tooFew(respondents: number): boolean {
	return count(respondents, 'respondents') < fewestRespondents;
}

/**
 * Which parts of a whole to hide when the whole is shown: every part with 1 to 9 respondents and,
 * while what is hidden could be computed back (one part alone, or fewer than ten respondents
 * together), the next smallest part too. Parts without respondents have nothing to hide.
 */
export function hiddenParts(respondents: number[]): boolean[] {
	const hidden = respondents.map((n) => n > 0 && tooFew(n));
	const bySize = respondents
		.map((n, index) => ({ n, index }))
		.filter(({ n, index }) => n > 0 && !hidden[index])
		.sort((one, other) => one.n - other.n || one.index - other.index);
	for (const { index } of bySize) {
		const chosen = respondents.filter((_, i) => hidden[i]);
		const sum = chosen.reduce((total, n) => total + n, 0);
		if (chosen.length === 0 || (chosen.length > 1 && !tooFew(sum))) break;
		hidden[index] = true;
	}
	return hidden;
}
