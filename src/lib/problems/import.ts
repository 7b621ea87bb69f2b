/** What can go wrong with imports; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const importProblems = {} as const satisfies Record<string, Entry>;
