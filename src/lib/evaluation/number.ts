/** A number as people here type it: 12,5 or 1.234,5; NaN for anything else, never a guess. */
export function numberOf(text: string): number {
	const plain = text.trim().replace('−', '-');
	if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain))
		return Number(plain.replaceAll('.', '').replace(',', '.'));
	return /^-?\d+([.,]\d+)?$/.test(plain) ? Number(plain.replace(',', '.')) : NaN;
}
