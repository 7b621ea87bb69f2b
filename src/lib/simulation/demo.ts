/** What `npm run demo` writes to DATA_DIR/demo.json: how to sign in, and the truth that was planted. */
import type { Role } from '../access.ts';
import type { RegisterTruth } from './registers.ts';
import type { DayTruth, UsagePlan } from './usage.ts';

export type DemoAccount = {
	role: Role;
	unit: string;
	unitCode: string;
	email: string;
	password: string;
};

export type Demo = {
	address: string;
	accounts: DemoAccount[];
	/** an administrator's key for `Authorization: Bearer …` */
	key: string;
	sites: string[];
	campaign: string;
	truth: DemoTruth;
};

export type DemoTruth = {
	seed: string;
	usage: UsagePlan & { lastDay: string };
	/** the evaluation of the pilot, whose effect on visits is `usage.effect` */
	evaluation: number;
	/** per site and day */
	days: DayTruth[];
	/** sent one by one through the trackers' door on the day of loading */
	live: { day: string; domain: string; visits: number };
	/** what each register holds, period by period */
	registers: Record<string, RegisterTruth[]>;
	/** province codes by how far their form has come */
	submitted: string[];
	drafts: string[];
	silent: string[];
	/** per indicator: how many of the provinces that submitted count towards it, and its denominator */
	shares: Record<string, { numerator: number; denominator: number }>;
};
