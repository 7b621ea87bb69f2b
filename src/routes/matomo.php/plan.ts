/** The door for events in Matomo's format, single and in bulk, under both of its names. */
import { largestBulk } from '#lib/server/intake/knock.ts';
import * as matomo from '#lib/server/intake/matomo.ts';
import type { Plan } from '../door.ts';

export const plan: Plan = {
	name: 'matomo.php',
	largest: largestBulk,
	answer: matomo.take,
	cross: matomo.cross
};
