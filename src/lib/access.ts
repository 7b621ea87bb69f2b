/**
 * Who may do what: one table of role × verb. Every page and endpoint names its verb at the top
 * (`src/routes/edge.ts`); rights over a unit are checked by `lib/server/access.ts`.
 */
import { Problem } from './problem.ts';
import type { Level } from './unit.ts';

export const roles = [
	'administrator',
	'analyst',
	'leader',
	'unit_officer',
	'unit_approver'
] as const;
export type Role = (typeof roles)[number];

/** The signed-in person, or the person whose key a program carries. */
export type User = {
	id: number;
	email: string;
	name: string;
	role: Role;
	/** The unit whose subtree is this person's scope; the nation for the ministry's people. */
	unitId: number;
	unitName: string;
	unitLevel: Level;
};

const ministry = ['administrator', 'analyst', 'leader'] as const;
const locality = ['unit_officer', 'unit_approver'] as const;
const everyone = [...ministry, ...locality] as const;

export const grants = {
	'overview.read': ministry,
	'plan.read': everyone,
	'indicator.read': everyone,
	'indicator.edit': ['administrator', 'analyst'],
	'estimate.read': everyone,
	'evaluation.read': everyone,
	'evaluation.write': ['administrator', 'analyst'],
	'register.read': everyone,
	'register.write': ['administrator', 'analyst', ...locality],
	'usage.read': everyone,
	'unit.read': everyone,
	'campaign.read': everyone,
	'campaign.manage': ['administrator', 'analyst'],
	'survey.publish': ['administrator', 'analyst'],
	'response.read': everyone,
	'response.write': ['unit_officer'],
	'response.submit': ['unit_officer', 'unit_approver'],
	'response.sign': ['unit_approver'],
	'response.delegate': locality,
	'response.import': ['administrator', 'analyst'],
	'response.review': ['administrator', 'analyst', 'unit_approver'],
	'citizen.read': ministry,
	'citizen.decide': ['administrator', 'analyst'],
	'text.code': ['administrator', 'analyst'],
	'reminder.send': ['administrator', 'analyst', 'unit_approver'],
	'response.export': ['administrator', 'analyst'],
	'report.export': ministry,
	'event.send': ['administrator'],
	'site.read': everyone,
	'site.manage': ['administrator'],
	'quarantine.manage': ['administrator'],
	'intake.watch': ['administrator'],
	'unit.manage': ['administrator'],
	'account.own': everyone,
	'user.manage': ['administrator'],
	'key.manage': ['administrator'],
	'log.import': ['administrator'],
	'history.manage': ['administrator'],
	'audit.read': ['administrator']
} as const satisfies Record<string, readonly Role[]>;

export type Verb = keyof typeof grants;

/** Verbs that a unit's approver has in a province only, over its communes. */
const ofProvinces: readonly Verb[] = ['response.review', 'reminder.send'];

export function may(user: User | undefined, verb: Verb): boolean {
	if (!user || !(grants[verb] as readonly Role[]).includes(user.role)) return false;
	const bound = user.role === 'unit_approver' && ofProvinces.includes(verb);
	return !bound || user.unitLevel === 'province';
}

/** Throws `access.signed-out` or `access.forbidden`. */
export function allow(user: User | undefined, verb: Verb): asserts user is User {
	if (!user) throw new Problem('access.signed-out');
	if (!may(user, verb)) throw new Problem('access.forbidden', { verb });
}
