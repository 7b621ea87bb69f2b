/**
 * What waits in this browser for the network, in its own database, where the service worker reaches
 * it too: files that could not be sent yet, and forms their person has decided to submit.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Draft } from '../questionnaire/draft.ts';

/** A file of a form that the server does not have yet. */
export type WaitingFile = {
	key: string;
	response: string;
	campaign: string;
	question: string;
	name: string;
	content: Blob;
	/** ISO 8601 */
	at: string;
};

/** The decision to submit a form as soon as there is a network. */
export type Intention = {
	response: string;
	campaign: string;
	/** the version on the server that the answers are based on */
	sequence: number;
	data: Draft;
	/** when it was decided; ISO 8601 */
	at: string;
	/** what came of it, once it was tried without the page */
	result?: { done: boolean; sentence: string };
};

interface Waiting extends DBSchema {
	files: { key: string; value: WaitingFile; indexes: { response: string } };
	intentions: { key: string; value: Intention };
}

let opened: Promise<IDBPDatabase<Waiting>> | undefined;

function database(): Promise<IDBPDatabase<Waiting>> {
	opened ??= openDB<Waiting>('phieu-cho', 1, {
		upgrade: (fresh) => {
			fresh.createObjectStore('files', { keyPath: 'key' }).createIndex('response', 'response');
			fresh.createObjectStore('intentions', { keyPath: 'response' });
		}
	});
	return opened;
}

export const files = {
	add: async (file: WaitingFile) => void (await (await database()).put('files', file)),
	remove: async (key: string) => void (await (await database()).delete('files', key)),
	of: async (response: string): Promise<WaitingFile[]> =>
		(await database()).getAllFromIndex('files', 'response', response)
};

export const intentions = {
	keep: async (one: Intention) => void (await (await database()).put('intentions', one)),
	drop: async (response: string) => void (await (await database()).delete('intentions', response)),
	find: async (response: string): Promise<Intention | undefined> =>
		(await database()).get('intentions', response),
	all: async (): Promise<Intention[]> => (await database()).getAll('intentions')
};
