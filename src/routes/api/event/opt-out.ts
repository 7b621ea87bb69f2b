/** True when the browser says that its person does not want to be counted. */
export function hasOptedOut(header: (name: string) => string | null | undefined): boolean {
	return header('sec-gpc') === '1' || header('dnt') === '1';
}
