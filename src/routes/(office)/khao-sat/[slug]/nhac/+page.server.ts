import * as v from 'valibot';
import * as reminders from '#lib/server/reminders.ts';
import { parse } from '../../../../api/v1/campaigns/shapes.ts';
import { seen } from '../../../../api/v1/campaigns/seen.ts';
import { action, field, idOf, page } from '../../../../edge.ts';
import { read } from '../asked.ts';
import type { RequestEvent } from './$types.js';

const shown = 100;

/** Who would be reminded, the message, and what was sent. */
export const load = page('reminder.send', async ({ locals, params, url }: RequestEvent, user) => {
	const { sql, platform } = locals;
	const campaign = await seen(sql, user, params.slug);
	const { selection, ...asked } = await read(sql, user, url);
	const { origin, sends } = platform.postman;
	const again = url.searchParams.has('lai');
	const message = url.searchParams.get('thu');
	const within = asked.bound ? { provinceId: selection.provinceId } : {};
	return {
		campaign,
		asked,
		again,
		sends,
		chosen: selection.unitIds?.length ?? null,
		preview: await reminders.preview(sql, campaign.slug, selection, {
			...{ origin, again, simulated: platform.simulated }
		}),
		sent: await reminders.list(sql, campaign.id, { ...within, limit: shown }),
		message: message
			? await reminders.read(sql, campaign.id, idOf(message), within.provinceId)
			: undefined,
		automatic: await reminders.automaticDays(sql, campaign.id)
	};
});

const days = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)));

export const actions = {
	gui: action('reminder.send', async ({ locals, params, url }: RequestEvent, user, form) => {
		const { sql, platform } = locals;
		const { selection } = await read(sql, user, url);
		const { slug } = await seen(sql, user, params.slug);
		const { origin } = platform.postman;
		const again = field(form, 'lai') !== '';
		const place = { origin, again, simulated: platform.simulated };
		const ordered = await reminders.order(sql, user.id, slug, selection, place);
		platform.postman.wake();
		return { ordered };
	}),
	'tu-dong': action('campaign.manage', async ({ locals, params }: RequestEvent, user, form) => {
		const text = field(form, 'ngay');
		const wanted = parse(days, text === '' ? null : Number(text));
		await reminders.setAutomatic(locals.sql, user.id, params.slug, wanted);
		return { automatic: true };
	})
};
