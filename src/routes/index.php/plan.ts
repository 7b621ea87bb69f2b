/** The door that Matomo's importer of access logs asks about sites, under the names it has for it. */
import { largestQuestion, take } from '#lib/server/intake/matomo-sites.ts';
import type { Plan } from '../door.ts';

export const plan: Plan = { name: 'index.php', largest: largestQuestion, answer: take };
