/** What can go wrong with attachments; part of the catalogue of problems. */
import type { Entry } from '../problem.ts';

export const attachmentProblems = {} as const satisfies Record<string, Entry>;
