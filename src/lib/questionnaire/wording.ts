/**
 * Whether two wordings mean the same. Words are compared, not understood: a mended sentence passes,
 * another sentence, another number or, among choices, another sign of degree does not. What is
 * refused wrongly can be published under a new name, and nothing is lost; the other way round two
 * meanings would be mixed for good.
 */

/** Less than half of the words in common is another sentence. */
const leastShared = 0.5;
const degrees = new Set(['không', 'chưa', 'dưới', 'trên', 'rất', 'ít', 'nhiều', 'hơn', 'từ']);

/** Whether a new wording of the same name says something else. */
export function readsOtherwise(
	old: string,
	now: string,
	of: 'question' | 'choice' = 'question'
): boolean {
	const [one, other] = [wordsOf(old), wordsOf(now)];
	if (one.length === 0 && other.length === 0) return old !== now;
	const marks = (words: string[]) =>
		words.filter((word) => /\d/.test(word) || (of === 'choice' && degrees.has(word)));
	if (marks(one).sort().join(' ') !== marks(other).sort().join(' ')) return true;
	return shared(one, other) < leastShared;
}

/** Whether two texts are the same but for capitals, spaces and punctuation. */
export function readsAlike(one: string, other: string): boolean {
	const words = wordsOf(one);
	return words.length > 0 && words.join(' ') === wordsOf(other).join(' ');
}

function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Sørensen–Dice coefficient of two bags of words, 0 to 1. */
function shared(one: string[], other: string[]): number {
	const left = [...other];
	const common = one.filter((word) => {
		const at = left.indexOf(word);
		if (at >= 0) left.splice(at, 1);
		return at >= 0;
	});
	return (2 * common.length) / (one.length + other.length);
}
