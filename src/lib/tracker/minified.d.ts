/** A browser script of ours, minified while the product is built (`vite.config.ts`). */
declare module '*?minified' {
	export const script: string;
}
