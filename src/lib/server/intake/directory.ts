/**
 * Which sites are known, at the speed of events: all sites in memory, asked again when an unknown
 * one turns up, though never more than five times a second.
 */
import { toDomain } from '#lib/site.ts';
import type { Sql } from '../postgres.ts';
import * as sites from '../sites.ts';
import { uuid, uuidOfSite } from './identity.ts';

export type Directory = {
	isKnown: (siteId: number) => boolean;
	/** Makes sure of sites made a moment ago. */
	meet: (siteIds: Iterable<number>) => Promise<void>;
	/** The site of a domain as it is usually written, from memory. */
	known: (domain: string) => number | undefined;
	/** The site of a domain, or undefined when there is none. */
	find: (domain: string) => Promise<number | undefined>;
	/** The site of a number, a UUID or a domain, whichever the sender knows it by. */
	resolve: (word: string) => Promise<number | undefined>;
	/** Reads all sites again. */
	refresh: () => Promise<void>;
};

const pause = 200;

export function open(sql: Sql): Directory {
	let byDomain = new Map<string, number>();
	let ids = new Set<number>();
	let byUuid = new Map<string, number>();
	let askedAt = 0;
	let asking: Promise<void> | undefined;

	async function load(): Promise<void> {
		askedAt = Date.now();
		const list = await sites.list(sql);
		byDomain = new Map(list.map((site) => [site.domain.replace(/^www\./, ''), site.id]));
		ids = new Set(list.map((site) => site.id));
		byUuid = new Map(list.map((site) => [uuidOfSite(site.domain), site.id]));
	}

	async function askAgain(): Promise<void> {
		if (!asking && Date.now() - askedAt < pause) return;
		asking ??= load().finally(() => (asking = undefined));
		await asking;
	}

	return {
		async refresh() {
			await asking;
			await load();
		},
		isKnown: (siteId) => ids.has(siteId),
		async meet(siteIds) {
			for (const siteId of siteIds) if (!ids.has(siteId)) return askAgain();
		},
		known: (domain) => byDomain.get(domain),
		find,
		async resolve(word) {
			if (/^\d{1,9}$/.test(word)) {
				const siteId = Number(word);
				if (!ids.has(siteId)) await askAgain();
				return ids.has(siteId) ? siteId : undefined;
			}
			if (!uuid.test(word)) return find(word);
			const wanted = word.toLowerCase();
			if (!byUuid.has(wanted)) await askAgain();
			return byUuid.get(wanted);
		}
	};

	async function find(domain: string): Promise<number | undefined> {
		const exact = byDomain.get(domain);
		if (exact !== undefined) return exact;
		const name = toDomain(domain);
		if (!name) return undefined;
		if (!byDomain.has(name)) await askAgain();
		return byDomain.get(name);
	}
}
