import { describe, expect, it } from 'vitest';
import { roles, type Role } from '#lib/access.ts';
import type { CampaignState, ResponseState } from '#lib/campaign.ts';
import { actions, actionsOn, onDesk, type Action, type Facts } from '#lib/review.ts';

type Change = {
	response?: Partial<Facts['response']>;
	user?: Partial<Facts['user']>;
	campaign?: Partial<Facts['campaign']>;
};

/** A submitted form of a province in an open campaign, seen by an analyst. */
function facts({ response, user, campaign }: Change = {}): Facts {
	return {
		response: { state: 'submitted', version: 1, signed: false, extended: false, ...response },
		user: { role: 'analyst', ownUnit: false, covers: true, submittedIt: false, ...user },
		campaign: { state: 'open', begun: true, over: false, locked: false, ...campaign }
	};
}
const officer = { role: 'unit_officer', ownUnit: true, submittedIt: true } as const;
const approver = { role: 'unit_approver', ownUnit: true } as const;

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

	it('whatever the facts, nobody in a unit decides, nobody writes for another, a lock ends it', () => {
		const states: ResponseState[] = ['none', 'draft', 'submitted', 'returned', 'approved'];
		const campaigns: CampaignState[] = ['draft', 'open', 'paused', 'closed'];
		for (const role of roles as readonly Role[])
			for (const state of states)
				for (const campaign of campaigns)
					for (const bits of Array.from({ length: 32 }, (_, index) => index)) {
						const [ownUnit, covers, locked, extended, over] = [1, 2, 4, 8, 16].map(
							(bit) => (bits & bit) > 0
						) as [boolean, boolean, boolean, boolean, boolean];
						const found = actionsOn(
							facts({
								response: { state, extended, version: state === 'none' ? 0 : 1 },
								user: { role, ownUnit, covers },
								campaign: { state: campaign, locked, over }
							})
						);
						expect(found.map(({ action }) => action)).toEqual([...actions]);
						const allowed = found.filter((verdict) => verdict.allowed).map(({ action }) => action);
						const decides = allowed.includes('approve') || allowed.includes('send-back');
						if (role.startsWith('unit_') || ownUnit || !covers) expect(decides).toBe(false);
						if (!ownUnit) expect(allowed).not.toContain('edit');
						if (locked) expect(allowed).toEqual([]);
					}
	});
});

it('the desk sets apart what came again after a return', () => {
	const entry = (state: ResponseState, reviews = 0) => ({ state, version: 1, reviews });
	const desk = onDesk([entry('submitted'), entry('submitted', 1), entry('draft'), entry('none')]);
	expect([desk.waiting.length, desk.again.length, desk.missing.length]).toEqual([1, 1, 2]);
});
