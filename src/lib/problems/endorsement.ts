/** What can go wrong with endorsement; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const endorsementProblems = {} as const satisfies Record<string, Entry>;
