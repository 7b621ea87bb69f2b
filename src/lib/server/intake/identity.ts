/**
 * Event ids. A sender's UUID is used as it is; any other word a sender calls its event by becomes
 * a UUID derived from the word, so that a retry is still recognised; without one we mint our own.
 */
import { createHash, randomUUID } from 'node:crypto';

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id of an event from the sender's own word for it; '' or undefined mints one. */
export function identify(word: string | undefined): string {
	if (word === undefined || word === '') return randomUUID();
	if (isPlain(word)) return word;
	return uuid.test(word) ? word.toLowerCase() : derive(word);
}

/** Whether it is a UUID in lower case, as nearly all are; quicker than the pattern. */
function isPlain(word: string): boolean {
	if (word.length !== 36) return false;
	for (let index = 0; index < 36; index++) {
		const code = word.charCodeAt(index);
		const isDigit = (code >= 48 && code <= 57) || (code >= 97 && code <= 102);
		const isPlace = index === 8 || index === 13 || index === 18 || index === 23;
		if (isPlace ? code !== 45 : !isDigit) return false;
	}
	return true;
}

/** A UUID (version 8) that follows from the text alone. */
export function derive(text: string): string {
	const hex = createHash('sha256').update(text).digest('hex');
	const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`,
		variant + hex.slice(17, 20),
		hex.slice(20, 32)
	].join('-');
}

/** The UUID by which clients that want one name a site; it follows from the domain. */
export function uuidOfSite(domain: string): string {
	return derive(`site ${domain.replace(/^www\./, '')}`);
}
