/** What can go wrong with following; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const campaignProblems = {} as const satisfies Record<string, Entry>;
