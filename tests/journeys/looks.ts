/** How pages are looked at: each width and each colour scheme once. */
export const looks = [
	{ viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
	{ viewport: { width: 375, height: 900 }, colorScheme: 'dark' }
] as const;

/** `at 375 pixels, dark` */
export function nameOf({ viewport, colorScheme }: (typeof looks)[number]): string {
	return `at ${viewport.width} pixels, ${colorScheme}`;
}
