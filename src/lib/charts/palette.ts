/**
 * Colours of charts by what they mean. On screen they are the tokens of `styles/tokens.css` by name,
 * so a drawn chart follows the theme without being drawn again; on paper they are plain values.
 */
export type Palette = {
	paper: string;
	rule: string;
	ruleStrong: string;
	ink: string;
	inkSoft: string;
	inkFaint: string;
	now: string;
	band: string;
	previous: string;
	goal: string;
};

export const screen: Palette = {
	paper: 'var(--paper)',
	rule: 'var(--rule)',
	ruleStrong: 'var(--rule-strong)',
	ink: 'var(--ink)',
	inkSoft: 'var(--ink-2)',
	inkFaint: 'var(--ink-3)',
	now: 'var(--now)',
	band: 'var(--band)',
	previous: 'var(--prev)',
	goal: 'var(--goal)'
};

export const paper: Palette = {
	paper: '#FFFFFF',
	rule: '#D6D1C4',
	ruleStrong: '#7B776C',
	ink: '#17201E',
	inkSoft: '#454D4A',
	inkFaint: '#5F6763',
	now: '#14556C',
	band: '#C9DEE2',
	previous: '#7B776C',
	goal: '#9A5B13'
};

/** The fonts of the interface, as in `styles/tokens.css`. */
export const fonts = {
	ui: "'Be Vietnam Pro', 'Noto Sans', system-ui, sans-serif",
	num: "'Thuoc So', 'Be Vietnam Pro', 'Noto Sans', system-ui, sans-serif"
};
