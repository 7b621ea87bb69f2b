/**
 * The ids of recently stored events: two sets, the older one thrown away when the newer is full. It
 * lets a retry be answered "duplicate" at once; what is counted is decided by the loader and the
 * day's rebuild.
 */
import * as idSets from './ids.ts';

export type Recent = {
	has: (siteId: number, id: string) => boolean;
	/** Only ids whose event is durable may be added. */
	add: (siteId: number, id: string) => void;
};

/** Remembers between `size` and 2 × `size` ids; 40 bytes each. */
export function create(size = 2 ** 19): Recent {
	let newer = idSets.create(size);
	let older = idSets.create();
	return {
		has: (siteId, id) => newer.has(siteId, id) || older.has(siteId, id),
		add(siteId, id) {
			if (newer.size >= size) {
				if (newer.has(siteId, id)) return;
				older = newer;
				newer = idSets.create(size);
			}
			newer.add(siteId, id);
		}
	};
}
