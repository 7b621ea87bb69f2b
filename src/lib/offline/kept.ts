/**
 * The form one is answering, kept in this browser with every change: one per link. Its id is minted
 * when it is begun, long before it is sent, so that however often it is sent it counts once.
 */
import { isId, isToken } from '../citizen.ts';
import type { Draft } from '../questionnaire/draft.ts';
import type { Shelf } from '../questionnaire/copy.ts';

export type Kept = {
	id: string;
	data: Draft;
	/** the section one was in */
	page: string | null;
	/** of the invitation one came with */
	token: string | null;
	/** seconds spent on it before the page was opened this time */
	seconds: number;
	/** when it was kept; ISO 8601, null = only begun */
	at: string | null;
};

const key = (link: string) => `phieu-mo:${link}`;

/** A new form without answers. */
export function begin(token: string | null): Kept {
	return { id: mintId(), data: {}, page: null, token, seconds: 0, at: null };
}

/** Now, as it is kept and sent. */
export const moment = () => new Date().toISOString();

/** A random UUID (version 4), also where the address is not a secure one. */
export function mintId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** True when kept; false when the browser refuses. */
export function keep(shelf: Shelf | null, link: string, kept: Kept): boolean {
	try {
		shelf?.setItem(key(link), JSON.stringify(kept));
		return shelf !== null;
	} catch {
		return false;
	}
}

export function find(shelf: Shelf | null, link: string): Kept | null {
	try {
		return read(JSON.parse(shelf?.getItem(key(link)) ?? 'null'));
	} catch {
		return null;
	}
}

export function drop(shelf: Shelf | null, link: string): void {
	try {
		shelf?.removeItem(key(link));
	} catch {
		// A browser that forbids storage has nothing to remove.
	}
}

/** This browser's shelf; null where it is forbidden even to ask. */
export function ownShelf(): Shelf | null {
	try {
		return localStorage;
	} catch {
		return null;
	}
}

function read(value: unknown): Kept | null {
	if (value === null || typeof value !== 'object') return null;
	const { id, data, page, token, seconds, at } = value as Partial<Kept>;
	if (!isId(id) || data === null || typeof data !== 'object' || Array.isArray(data)) return null;
	return {
		id,
		data,
		page: typeof page === 'string' ? page : null,
		token: isToken(token) ? token : null,
		seconds: typeof seconds === 'number' && seconds > 0 ? seconds : 0,
		at: typeof at === 'string' ? at : null
	};
}
