/** The doors for events in Umami's format: one, or a list. */
import { largestBulk, largestEvent } from '#lib/server/intake/knock.ts';
import * as umami from '#lib/server/intake/umami.ts';
import type { Plan } from '../../door.ts';

export const plan: Plan = {
	name: 'POST /api/send',
	largest: largestEvent,
	answer: umami.send,
	refuse: umami.refuse
};

export const batchPlan: Plan = {
	name: 'POST /api/batch',
	largest: largestBulk,
	answer: umami.batch,
	refuse: umami.refuse
};
