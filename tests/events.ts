/** Events for tests: a page view by one person at one moment, changed where a test needs it. */
import { randomUUID } from 'node:crypto';
import type { Event } from '#lib/event.ts';

export const chrome =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

export function pageView(siteId: number, time: number, more: Partial<Event> = {}): Event {
	return {
		id: randomUUID(),
		siteId,
		time,
		name: 'pageview',
		hostname: 'a.gov.vn',
		path: '/',
		referrer: '',
		ip: '203.0.113.1',
		userAgent: chrome,
		interactive: true,
		engagementMs: 0,
		scroll: 0,
		props: {},
		...more
	};
}
