import { describe, expect, it } from 'vitest';
import { roles, type Role } from '#lib/access.ts';
import type { CampaignState, ResponseState } from '#lib/campaign.ts';
import { actions, actionsOn, onDesk, type Action, type Facts } from '#lib/review.ts';
import { levels } from '#lib/unit.ts';

type Change = {
	response?: Partial<Facts['response']>;
	user?: Partial<Facts['user']>;
	campaign?: Partial<Facts['campaign']>;
};

/** A submitted form of a province in an open campaign, seen by an analyst. */
function facts({ response, user, campaign }: Change = {}): Facts {
	return {
		response: {
			state: 'submitted',
			version: 1,
			signed: false,
			extended: false,
			level: 'province',
			excused: false,
			...response
		},
		user: {
			role: 'analyst',
			level: 'nation',
			deputy: false,
			ownUnit: false,
			covers: true,
			submittedIt: false,
			...user
		},
		campaign: { state: 'open', begun: true, over: false, locked: false, ...campaign }
	};
}
type Person = Partial<Facts['user']>;
const officer: Person = {
	role: 'unit_officer',
	level: 'province',
	ownUnit: true,
	submittedIt: true
};
const approver: Person = { role: 'unit_approver', level: 'province', ownUnit: true };
/** The approver of a province, over one of its communes. */
const above: Person = { role: 'unit_approver', level: 'province', ownUnit: false };
const commune = { level: 'commune' } as const;
const deputy: Person = { ...officer, submittedIt: false, deputy: true };

const reasonOf = (action: Action, change: Change) =>
	actionsOn(facts(change)).find((verdict) => verdict.action === action)?.reason;

describe('what may be done with a form', () => {
	const table: [Action, Change, string | null][] = [
		['approve', {}, null],
		['send-back', {}, null],
		['approve', { response: { state: 'approved' } }, 'review.decided'],
		['send-back', { response: { state: 'approved' } }, null],
		['approve', { response: { state: 'returned' } }, null],
		['send-back', { response: { state: 'returned' } }, 'review.decided'],
		['approve', { response: { state: 'draft', version: 0 } }, 'review.nothing-submitted'],
		['approve', { user: { submittedIt: true } }, 'review.own-form'],
		['approve', { user: { ownUnit: true } }, 'review.own-form'],
		['approve', { user: { covers: false } }, 'access.forbidden'],
		['send-back', { campaign: { state: 'closed', over: true } }, null],
		['approve', { campaign: { state: 'closed', locked: true } }, 'campaign.locked'],
		['edit', { user: officer }, null],
		['edit', { user: officer, response: { state: 'approved' } }, null],
		['edit', { user: { ...officer, ownUnit: false } }, 'access.forbidden'],
		['edit', { user: officer, campaign: { over: true } }, 'campaign.closed'],
		['edit', { user: officer, campaign: { begun: false } }, 'campaign.not-open'],
		['submit', { user: officer, campaign: { state: 'paused' } }, 'campaign.paused'],
		['submit', { user: officer, campaign: { state: 'closed', locked: true } }, 'campaign.locked'],
		['sign-off', { user: approver }, null],
		['sign-off', { user: approver, response: { signed: true } }, 'review.signed'],
		['sign-off', { user: { ...approver, ownUnit: false } }, 'access.forbidden'],
		['sign-off', { user: officer }, 'access.forbidden'],
		['sign-off', { user: deputy }, null],
		['approve', { user: above, response: commune }, null],
		['send-back', { user: above, response: commune }, null],
		['approve', { user: { ...deputy, ownUnit: false }, response: commune }, null],
		['approve', { user: above }, 'access.forbidden'],
		['approve', { user: { ...above, level: 'commune' }, response: commune }, 'access.forbidden'],
		['approve', { user: above, response: { ...commune, state: 'endorsed' } }, 'review.decided'],
		['send-back', { user: above, response: { ...commune, state: 'endorsed' } }, null],
		[
			'send-back',
			{ user: above, response: { ...commune, state: 'approved' } },
			'review.decided-above'
		],
		['approve', { response: commune }, 'review.province-first'],
		['send-back', { response: commune }, null],
		['approve', { response: { ...commune, excused: true } }, null],
		['approve', { response: { ...commune, state: 'endorsed' } }, null],
		['lock', {}, 'campaign.not-closed'],
		['lock', { campaign: { state: 'closed' } }, null],
		['lock', { campaign: { state: 'closed', locked: true } }, 'campaign.locked']
	];
	it.each(table)('%s with %j: %s', (action, change, reason) => {
		expect(reasonOf(action, change)).toBe(reason);
	});

	it('a form sent back takes answers until it is due again, also after the campaign closed', () => {
		const closed = { campaign: { state: 'closed', over: true }, user: officer } as const;
		const back = { state: 'returned', extended: true } as const;
		expect(reasonOf('edit', { ...closed, response: back })).toBeNull();
		expect(reasonOf('edit', { ...closed, response: { ...back, extended: false } })).toBe(
			'campaign.closed'
		);
		const paused = { ...closed, campaign: { state: 'paused' } } as const;
		expect(reasonOf('edit', { ...paused, response: back })).toBe('campaign.paused');
	});

	it('whatever the facts, only ministry and province decide, nobody writes for another, a lock ends it', () => {
		const states: ResponseState[] = ['none', 'submitted', 'returned', 'endorsed', 'approved'];
		const kinds = levels.flatMap((own) => levels.map((level) => ({ own, level })));
		const campaigns: CampaignState[] = ['draft', 'open', 'paused', 'closed'];
		const wrong: unknown[] = [];
		for (const role of roles as readonly Role[])
			for (const state of states)
				for (const campaign of campaigns)
					for (const { own, level } of kinds)
						for (const bits of Array.from({ length: 32 }, (_, index) => index)) {
							const [ownUnit, covers, locked, extended, over] = [1, 2, 4, 8, 16].map(
								(bit) => (bits & bit) > 0
							) as [boolean, boolean, boolean, boolean, boolean];
							const given = {
								response: { state, extended, level, version: state === 'none' ? 0 : 1 },
								user: { role, ownUnit, covers, level: own },
								campaign: { state: campaign, locked, over }
							};
							const found = actionsOn(facts(given));
							const allowed = found.filter((one) => one.allowed).map(({ action }) => action);
							const decides = allowed.includes('approve') || allowed.includes('send-back');
							const ministry = own === 'nation' && !role.startsWith('unit_');
							const province = own === 'province' && level === 'commune' && role !== 'unit_officer';
							if (
								found.length !== actions.length ||
								(decides && (ownUnit || !covers || !(ministry || province))) ||
								(!ownUnit && allowed.includes('edit')) ||
								(locked && allowed.length > 0)
							)
								wrong.push({ ...given, allowed });
						}
		expect(wrong).toEqual([]);
	});
});

it('the desk sets apart what came again after a return', () => {
	const entry = (state: ResponseState, reviews = 0) => ({ state, version: 1, reviews });
	const desk = onDesk([entry('submitted'), entry('submitted', 1), entry('draft'), entry('none')]);
	expect([desk.waiting.length, desk.again.length, desk.missing.length]).toEqual([1, 1, 2]);
});
