/** Where respondents answer in words of their own: such an answer is never shown as part of the form. */
type Node = Record<string, unknown>;

/** Whether a question, or a box of it, takes words of the respondent's own. */
export function isFree({ type, inputType, showOtherItem, items, columns }: Node): boolean {
	if (type === 'comment' || showOtherItem === true) return true;
	if (type === 'text') return !['number', 'date'].includes(String(inputType));
	const parts = type === 'matrixdynamic' ? columns : type === 'multipletext' ? items : [];
	return (Array.isArray(parts) ? parts : []).some(
		(part: unknown) =>
			part !== null &&
			typeof part === 'object' &&
			isFree({ ...part, type: (part as Node).cellType ?? 'text' })
	);
}
