/** The evaluation of the simulated pilot: planned, fixed, computed and published through the doors. */
import { pilotProvinces } from '../../simulation/population.ts';
import type { UsagePlan } from '../../simulation/usage.ts';
import { call, type Door } from './door.ts';

const title = 'Thí điểm trang PBGDPL cấp tỉnh (mô phỏng)';

/** Whole weeks on either side of the pilots' start; returns its number. */
export async function evaluate(door: Door, plan: UsagePlan & { lastDay: string }): Promise<number> {
	const { evaluations } = await call<{ evaluations: { id: number; plan: { title: string } }[] }>(
		door,
		'GET',
		'/api/v1/evaluations'
	);
	const earlier = evaluations.find((one) => one.plan.title === title);
	const days = (from: string, to: string) =>
		Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
	const { evaluation } = earlier
		? { evaluation: earlier.id }
		: await call<{ evaluation: number }>(door, 'POST', '/api/v1/evaluations', {
				...{ title, kind: 'pilot', planItem: 'II.6' },
				treated: pilotProvinces.map((unit) => ({ unit, from: plan.pilotFrom })),
				comparison: { how: 'others' },
				...{ outcomes: ['usage:visits'], placeboOutcome: 'indicator:CT-II.7-03' },
				...{ grain: 'week', scale: 'ratio', margin: 10, seed: 1706 },
				before: Math.min(26, Math.floor(days(plan.firstDay, plan.pilotFrom) / 7)),
				after: Math.min(26, Math.floor((days(plan.pilotFrom, plan.lastDay) + 1) / 7))
			});
	const act = (name: string) =>
		call(door, 'POST', `/api/v1/evaluations/${evaluation}`, { act: name }, [409]);
	await act('fix');
	await act('compute');
	await act('publish');
	return evaluation;
}
