/**
 * Which unit a row means. A code is looked up as it is and with the zeros a spreadsheet dropped; a
 * name with or without “Tỉnh”, “Xã” …, wherever the tone stands. What was merged leads to the unit
 * that goes on, where only one does, and that is said; anything less than certain is an error.
 */
import type { Level } from '../unit.ts';
import { fold } from '../vietnamese.ts';
import { textOf, type Cell } from './grid.ts';

/** A unit under one of its names; `goesOn` are the units that stand for it today. */
export type Named = {
	unitId: number;
	level: Level;
	code: string;
	name: string;
	fullName: string;
	/** name of the province of a commune */
	province: string;
	/** it stands today under this name */
	current: boolean;
	goesOn: { unitId: number; fullName: string }[];
};

export type UnitReason =
	| 'unit-missing'
	| 'unit-unknown'
	| 'unit-ambiguous'
	| 'unit-differs'
	| 'unit-split'
	| 'code-rounded'
	| 'unit-formula';
export type UnitNotice = 'unit-succeeded' | 'zeros-restored';

export type UnitFound =
	| { unitId: number; notices: { notice: UnitNotice; value: string; unit: string }[] }
	| { reason: UnitReason; value: string; nearest?: string };

const kinds =
	/^(tinh|thanh pho|tp|t p|xa|phuong|p|dac khu|thi tran|thi xa|quan|huyen|so tu phap|stp|ubnd|uy ban nhan dan|bo)\s+(?=\S)/;

/** A name without what kind of unit it is. */
export function bare(name: string): string {
	let text = fold(name);
	for (let turn = 0; turn < 3; turn++) {
		const next = text.replace(kinds, '');
		if (next === text) break;
		text = next;
	}
	return text;
}

/** Letters with their marks, tone moved to the end of the word: hoà and hòa are the same. */
function marksKept(name: string): string {
	return name
		.normalize('NFC')
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.map((word) => {
			const parts = word.normalize('NFD');
			const tones = parts.match(/[\u0300\u0301\u0303\u0309\u0323]/g) ?? [];
			return parts.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '') + tones.join('');
		})
		.join(' ');
}

export type Directory = {
	byCode: Map<string, Named[]>;
	byName: Map<string, Named[]>;
};

export function directoryOf(units: readonly Named[]): Directory {
	const byCode = new Map<string, Named[]>();
	const byName = new Map<string, Named[]>();
	const add = (map: Map<string, Named[]>, key: string, unit: Named) =>
		map.set(key, [...(map.get(key) ?? []), unit]);
	for (const unit of units) {
		add(byCode, unit.code.toLowerCase(), unit);
		for (const key of new Set([bare(unit.name), fold(unit.name)])) add(byName, key, unit);
	}
	return { byCode, byName };
}

/** Finds the unit of a row, among the levels a campaign asks. */
export function findUnit(
	directory: Directory,
	cells: Partial<Record<string, Cell>>,
	levels: readonly Level[]
): UnitFound {
	const given = [cells.code, cells.name, cells.province];
	for (const cell of given)
		if (cell !== null && typeof cell === 'object')
			return { reason: 'unit-formula', value: textOf(cell) };
	const code = textOf(cells.code).trim();
	const name = textOf(cells.name).trim();
	const province = textOf(cells.province).trim();
	if (!code && !name) return { reason: 'unit-missing', value: '' };
	const byCode = code ? codeOf(directory, code, levels) : undefined;
	if (byCode && 'reason' in byCode) return byCode;
	const byName = name ? nameOf(directory, name, province, levels) : undefined;
	if (!byCode) return byName ?? { reason: 'unit-missing', value: '' };
	if (!byName) return byCode;
	if ('reason' in byName) {
		// A code says which of several units of one name is meant.
		if (byName.reason === 'unit-ambiguous') return byCode;
		return { reason: 'unit-differs', value: `${code} – ${name}` };
	}
	if (byCode.unitId !== byName.unitId)
		return { reason: 'unit-differs', value: `${code} – ${name}` };
	return { unitId: byCode.unitId, notices: byCode.notices };
}

const widths: Partial<Record<Level, number>> = { province: 2, commune: 5 };

function codeOf(directory: Directory, code: string, levels: readonly Level[]): UnitFound {
	if (/^\d+([.,]\d+)?e[+-]?\d+$/i.test(code)) return { reason: 'code-rounded', value: code };
	const tries = [code, ...levels.map((level) => padded(code, widths[level])).filter(Boolean)];
	for (const tried of new Set(tries)) {
		const fitting = (directory.byCode.get(tried.toLowerCase()) ?? []).filter(({ level }) =>
			levels.includes(level)
		);
		const found = settle(fitting, code);
		if (!found) continue;
		if ('unitId' in found && tried !== code)
			found.notices.push({ notice: 'zeros-restored', value: code, unit: tried });
		return found;
	}
	return { reason: 'unit-unknown', value: code };
}

function padded(code: string, width: number | undefined): string {
	return width && /^\d+$/.test(code) && code.length < width ? code.padStart(width, '0') : '';
}

function nameOf(
	directory: Directory,
	given: string,
	ofProvince: string,
	levels: readonly Level[]
): UnitFound {
	const [head = '', ...rest] = given.split(/\s*,\s*/);
	const name = head || given;
	const province = bare(ofProvince || (rest.at(-1) ?? ''));
	const key = bare(name);
	let fitting = [
		...new Set([...(directory.byName.get(key) ?? []), ...(directory.byName.get(fold(name)) ?? [])])
	].filter(({ level }) => levels.includes(level));
	if (province)
		fitting = fitting.filter((one) => one.level !== 'commune' || bare(one.province) === province);
	const exact = fitting.filter((one) => sameMarks(one, name));
	const found = settle(exact.length > 0 ? exact : fitting, given);
	if (found) return found;
	const nearest = nearestName(directory, key, levels);
	return { reason: 'unit-unknown', value: given, ...(nearest && { nearest }) };
}

function sameMarks(one: Named, name: string): boolean {
	const wanted = marksKept(name);
	return [one.name, one.fullName].some((known) => {
		const marks = marksKept(known);
		return marks === wanted || wanted.endsWith(` ${marks}`);
	});
}

/** One unit of those that fit, today's before those that were; undefined when none fits. */
function settle(fitting: readonly Named[], value: string): UnitFound | undefined {
	const current = new Map(fitting.filter((one) => one.current).map((one) => [one.unitId, one]));
	const [unit] = current.values();
	if (unit && current.size === 1) return { unitId: unit.unitId, notices: [] };
	if (current.size > 1)
		return { reason: 'unit-ambiguous', value, nearest: listed([...current.values()]) };
	const later = new Map(
		fitting.flatMap(({ goesOn }) => goesOn.map((one) => [one.unitId, one] as const))
	);
	if (later.size === 0) return undefined;
	const [only] = later.values();
	if (later.size > 1 || !only)
		return { reason: 'unit-split', value, nearest: listed([...later.values()]) };
	const notice = { notice: 'unit-succeeded' as const, value, unit: only.fullName };
	return { unitId: only.unitId, notices: [notice] };
}

function listed(units: { fullName: string; code?: string }[]): string {
	const names = units.map(({ fullName, code }) => (code ? `${fullName} (${code})` : fullName));
	return names.slice(0, 4).join('; ') + (names.length > 4 ? '; …' : '');
}

/** A name that begins alike or differs by few letters. */
function nearestName({ byName }: Directory, key: string, levels: readonly Level[]): string {
	for (const [name, units] of byName) {
		const unit = units.find(({ level, current }) => current && levels.includes(level));
		if (unit && key.length > 3 && (name.startsWith(key) || key.startsWith(name)) && name.length > 3)
			return unit.fullName;
	}
	return '';
}
