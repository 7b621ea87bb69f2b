/** What was written before and can be taken back; typing into one box is one step. */
export type History<Value> = {
	past: readonly Value[];
	now: Value;
	future: readonly Value[];
	/** what the last change touched; '' after an undo */
	touched: string;
};

const most = 200;

export function begin<Value>(now: Value): History<Value> {
	return { past: [], now, future: [], touched: '' };
}

/** A change; one that touches the same box as the last is part of it. */
export function change<Value>(
	history: History<Value>,
	now: Value,
	touched: string
): History<Value> {
	const goesOn = touched !== '' && touched === history.touched && history.future.length === 0;
	const past = goesOn ? history.past : [...history.past, history.now].slice(-most);
	return { past, now, future: [], touched };
}

export function undo<Value>(history: History<Value>): History<Value> {
	const now = history.past.at(-1);
	if (now === undefined) return history;
	const future = [history.now, ...history.future];
	return { past: history.past.slice(0, -1), now, future, touched: '' };
}

export function redo<Value>(history: History<Value>): History<Value> {
	const [now, ...future] = history.future;
	if (now === undefined) return history;
	return { past: [...history.past, history.now], now, future, touched: '' };
}
