/** The door for single events in Plausible's format; our tracker knocks here too. */
import { largestEvent } from '#lib/server/intake/knock.ts';
import * as plausible from '#lib/server/intake/plausible.ts';
import type { Plan } from '../../door.ts';

export const plan: Plan = {
	name: 'POST /api/event',
	largest: largestEvent,
	answer: plausible.answer
};
