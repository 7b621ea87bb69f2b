/** A module of ours with all it imports, built into the text of a worker thread (`vite.config.ts`). */
declare module '*?thread' {
	export const script: string;
}
