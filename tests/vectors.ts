/** Reference results kept beside the project (`../shared/data/vectors`), when they are there. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Papa from 'papaparse';

const folder = resolve('../shared/data/vectors');

/** False where the optional folder is absent; tests then skip and say so. */
export const present = existsSync(folder);

export type Check<Expected> = {
	id: string;
	params: { [name: string]: number };
	expected: Expected;
};

export function checks<Expected>(set: string): Check<Expected>[] {
	if (!present) {
		console.warn(`skipped: ${set} needs the optional folder ../shared/data/vectors`);
		return [];
	}
	return JSON.parse(readFileSync(`${folder}/${set}/expected.json`, 'utf8')).checks;
}

export function table(set: string, name: string): Record<string, string>[] {
	const text = readFileSync(`${folder}/${set}/${name}`, 'utf8');
	return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}
