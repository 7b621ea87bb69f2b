/** A site: one measured portal, known by its domain and owned by a unit. */
export type Site = {
	id: number;
	/** lower case, without `www.` */
	domain: string;
	name: string;
	unitId: number;
};

/**
 * The domain of an address or host as sites are known by it: lower case, punycode, no `www.`, no
 * port, no final dot. Undefined when the text holds no host.
 */
export function toDomain(text: string): string | undefined {
	const trimmed = text.trim();
	if (trimmed === '' || trimmed.length > 2000) return undefined;
	const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
	if (!URL.canParse(address)) return undefined;
	const host = new URL(address).hostname.replace(/\.$/, '').replace(/^www\./, '');
	return host === '' || host.length > 253 ? undefined : host;
}
