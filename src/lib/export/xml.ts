/** Text inside XML: markup escaped, characters that XML 1.0 cannot hold left out. */
export function escapeXml(text: string): string {
	return text
		.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Surrogate}/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
