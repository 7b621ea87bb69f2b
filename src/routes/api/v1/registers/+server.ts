/** Registers: what each asks, of whom, and who reported for the period that is due. */
import { json } from '@sveltejs/kit';
import { registers as all } from '#lib/register.ts';
import * as standing from '#lib/server/registers/standing.ts';
import { endpoint } from '../../../edge.ts';

export const GET = endpoint('register.read', async ({ locals }, user) => {
	const summaries = await standing.summaries(locals.sql, user);
	const registers = summaries.map(({ indicatorId, due, last }) => {
		const register = all.find((one) => one.indicatorId === indicatorId);
		return { ...register, due, last };
	});
	return json({ simulated: locals.platform.simulated, registers });
});
