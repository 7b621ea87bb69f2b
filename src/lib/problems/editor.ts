/** What can go wrong with editor; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const editorProblems = {} as const satisfies Record<string, Entry>;
