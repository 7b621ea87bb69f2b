/** Whether a text is well-formed XML: tags closed in order, attributes quoted, no stray markup. */
export function wellFormed(text: string): boolean {
	const open: string[] = [];
	const body = text.replace(/^<\?xml [^?]*\?>\s*/, '');
	const name = '[A-Za-z_][\\w.:-]*';
	const tag = new RegExp(`<(/?)(${name})((?:\\s+${name}="[^"<]*")*)\\s*(/?)>`, 'g');
	let at = 0;
	for (const found of body.matchAll(tag)) {
		if (!isText(body.slice(at, found.index)) || !isText(found[3] ?? '')) return false;
		if (open.length === 0 && at > 0) return false;
		at = found.index + found[0].length;
		if (found[1]) {
			if (open.pop() !== found[2]) return false;
		} else if (!found[4]) open.push(found[2] ?? '');
	}
	return open.length === 0 && at > 0 && body.slice(at).trim() === '';
}

function isText(text: string): boolean {
	const entities = /&(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);/gi;
	return !/[<&]|[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Surrogate}/u.test(text.replace(entities, ''));
}
