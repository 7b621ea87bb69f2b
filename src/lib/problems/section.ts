/** What can go wrong with sections; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const sectionProblems = {} as const satisfies Record<string, Entry>;
