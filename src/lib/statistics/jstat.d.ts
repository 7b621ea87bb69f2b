/** The two functions that we use of a library that ships without types. */
declare module 'jstat' {
	const jStat: {
		normal: { inv: (p: number, mean: number, sd: number) => number };
		studentt: { inv: (p: number, degrees: number) => number };
	};
	export default jStat;
}
