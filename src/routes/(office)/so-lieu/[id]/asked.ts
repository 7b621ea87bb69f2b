/** What an address of a register asks for: the register, and the period, checked. */
import { Problem } from '#lib/problem.ts';
import { periodExamples, readPeriod, type Period } from '#lib/register/periods.ts';
import type { Register } from '#lib/register.ts';
import * as standing from '#lib/server/registers/standing.ts';

/** The period of `?ky=`; the one that is due where none is given. Throws `register.no-period`. */
export function periodAsked(register: Register, url: URL): Period {
	const text = url.searchParams.get('ky');
	return text === null ? standing.due(register) : periodOf(register, text);
}

export function periodOf(register: Register, text: string): Period {
	const period = readPeriod(text, register.rhythm);
	if (period) return period;
	const example = periodExamples[register.rhythm];
	throw new Problem('register.no-period', { period: text.slice(0, 40), example });
}
