/** What can go wrong with citizens; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const citizenProblems = {} as const satisfies Record<string, Entry>;
