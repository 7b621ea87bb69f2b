/** The encodings a Vietnamese file may come in. Which one it is, is shown and confirmed, never assumed. */
export const encodings = [
	'utf-8',
	'utf-16le',
	'utf-16be',
	'windows-1258',
	'tcvn3',
	'vni',
	'vps'
] as const;
export type Encoding = (typeof encodings)[number];
export type OldEncoding = Extract<Encoding, 'tcvn3' | 'vni' | 'vps'>;

/** What an encoding makes of a file. */
export type Candidate = {
	encoding: Encoding;
	/** share of the syllables with marks that are Vietnamese, 0 to 1 */
	fit: number;
	/** the first lines that hold letters with marks */
	sample: string[];
};

export type Recognition = {
	/** the best first; those that cannot be read at all are left out */
	candidates: Candidate[];
	/** `sure`: a mark or the bytes themselves say so; `likely`; `doubtful`: compare and choose */
	confidence: 'sure' | 'likely' | 'doubtful';
	/** the file begins with a byte order mark */
	marked: boolean;
	/** lines that fit another encoding than the first candidate: the file mixes encodings */
	mixed: number[];
};
