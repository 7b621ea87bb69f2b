/**
 * The last answers of a function that follows from one text alone. The older half of them is thrown
 * away when the newer half is full, so that a question asked often is never forgotten.
 */
const longest = 500;

/** Keeps between `most` and twice as many answers; those to very long texts are not kept. */
export function memo<Answer>(
	most: number,
	answer: (text: string) => Answer
): (text: string) => Answer {
	let newer = new Map<string, Answer>();
	let older = new Map<string, Answer>();
	return (text) => {
		const known = newer.get(text);
		if (known !== undefined) return known;
		if (text.length > longest) return answer(text);
		const found = older.get(text) ?? answer(text);
		if (newer.size >= most) [older, newer] = [newer, new Map()];
		newer.set(text, found);
		return found;
	};
}
