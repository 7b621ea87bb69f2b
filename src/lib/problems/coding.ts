/** What can go wrong with coding; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const codingProblems = {} as const satisfies Record<string, Entry>;
