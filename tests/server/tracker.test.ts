import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import * as tracker from '#lib/server/tracker.ts';

describe('the tracker as delivered', () => {
	it('is smaller than 3 kB gzipped', async () => {
		const script = await tracker.deliver(null).text();
		expect(gzipSync(script).length).toBeLessThan(3000);
		expect(script).toContain('/api/event');
	});

	it('keeps nothing in the browser and evaluates nothing', async () => {
		const script = await tracker.deliver(null).text();
		expect(script).not.toMatch(/cookie|localStorage|sessionStorage|indexedDB|eval\(|Function\(/);
		expect(script).not.toMatch(/\.style\b|innerHTML|document\.write/);
	});

	it('answers 304 to a browser that has it, and may be embedded by any portal', async () => {
		const first = tracker.deliver(null);
		expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
		expect(first.headers.get('cache-control')).toContain('max-age=86400');
		const etag = first.headers.get('etag');
		expect(tracker.deliver(etag).status).toBe(304);
		expect(tracker.deliver(`W/${etag}`).status).toBe(304);
		expect(tracker.deliver('"another"').status).toBe(200);
	});
});
