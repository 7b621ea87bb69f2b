/**
 * Where the framework meets the platform: reads the settings, opens the platform, and for every
 * request finds the person, the language and refuses foreign origins.
 */
import * as settings from '$app/env/private';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { randomBytes } from 'node:crypto';
import { toLocale } from '#lib/locale.ts';
import { Problem, sentence } from '#lib/problem.ts';
import * as keys from '#lib/server/keys.ts';
import * as links from '#lib/server/links.ts';
import { open as openLocalKey } from '#lib/server/local-key.ts';
import { open, type Platform } from '#lib/server/platform.ts';
import * as sessions from '#lib/server/sessions.ts';
import { startDemo } from '#lib/server/simulation/start.ts';
import { clientAddress } from './routes/address.ts';
import { plan as eventPlan } from './routes/api/event/plan.ts';
import { batchPlan, plan as sendPlan } from './routes/api/send/plan.ts';
import * as answersDoor from './routes/api/v1/answers/door.ts';
import { onNode, type Plan } from './routes/door.ts';
import { plan as matomoSitesPlan } from './routes/index.php/plan.ts';
import { sessionCookieAt, toResponse } from './routes/edge.ts';
import { plan as matomoPlan } from './routes/matomo.php/plan.ts';

let platform: Platform;

export const init: ServerInit = async () => {
	platform = await open({
		dataFolder: settings.DATA_DIR,
		databaseUrl: settings.DATABASE_URL,
		clickhouseUrl: settings.CLICKHOUSE_URL,
		simulated: settings.SIMULATED,
		eventsPerSecond: settings.EVENTS_PER_SECOND,
		smtpUrl: settings.SMTP_URL,
		diskReserve: settings.DISK_RESERVE,
		origin: settings.ORIGIN || `http://localhost:${settings.PORT}`
	});
	// Our server script takes these requests straight from Node; without it they come the usual way.
	const stand = (plan: Plan) => onNode(plan, platform, settings.TRUSTED_PROXIES);
	const matomo = stand(matomoPlan);
	const matomoSites = stand(matomoSitesPlan);
	process.emit('thuocdo:doors', {
		'POST /api/event': stand(eventPlan),
		'POST /api/send': stand(sendPlan),
		'POST /api/batch': stand(batchPlan),
		...{ 'GET /matomo.php': matomo, 'POST /matomo.php': matomo },
		...{ 'GET /piwik.php': matomo, 'POST /piwik.php': matomo },
		// Its importer of logs asks at the root; people never post there.
		...{ 'POST /': matomoSites, 'POST /index.php': matomoSites, 'POST /index.php/': matomoSites },
		'POST /api/v1/answers': answersDoor.open(
			platform.citizens,
			settings.TRUSTED_PROXIES,
			settings.ORIGIN
		)
	});
	const address = settings.ORIGIN || `http://localhost:${settings.PORT}`;
	const localKey = await openLocalKey(platform.sql, settings.DATA_DIR, address);
	const first = settings.SIMULATED ? undefined : await links.firstAdministrator(platform.sql);
	if (first)
		console.log(
			`\nTạo quản trị viên đầu tiên (liên kết dùng một lần, trong 24 giờ) · ` +
				`Make the first administrator (works once, for 24 hours):\n  ${address}${first}\n`
		);
	if (settings.SIMULATED)
		process.once('thuocdo:listening', () =>
			startDemo(
				platform,
				{ address, key: localKey.secret },
				settings.DATA_DIR,
				settings.SIMULATED_ANSWERS
			)
		);
	process.once('sveltekit:shutdown', async () => {
		await localKey.close();
		await platform.close();
		process.exit(0);
	});
};

/** Doors that any website may knock on: usage events carry no cookie and change no one's records. */
const openDoors = [
	...['/api/event', '/api/send', '/api/batch'],
	...['/matomo.php', '/piwik.php', '/index.php']
];

/** Signing in and out must work for whoever comes to look while the disk is full. */
const comingAndGoing = ['/dang-nhap', '/dang-xuat'];

export const handle: Handle = async ({ event, resolve }) => {
	const { locals, request, cookies, url } = event;
	locals.platform = platform;
	locals.sql = platform.sql;
	locals.warehouse = platform.warehouse;
	locals.address = clientAddress(event, settings.TRUSTED_PROXIES);
	locals.locale = toLocale(cookies.get('ngon_ngu'));
	if (openDoors.includes(url.pathname)) return resolve(event);

	const key = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
	const secret = cookies.get(sessionCookieAt(url));
	if (key) locals.user = await keys.find(platform.sql, key);
	else if (secret) locals.user = await sessions.find(platform.sql, secret);

	if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method) && !key) {
		const origin = request.headers.get('origin');
		if (origin !== null && origin !== url.origin)
			return toResponse(new Problem('access.foreign-origin'), locals.locale);
		if (origin === null && request.headers.get('sec-fetch-site') === 'cross-site')
			return toResponse(new Problem('access.foreign-origin'), locals.locale);
	}

	const writes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
	if (writes && platform.disk.isLow() && !comingAndGoing.includes(url.pathname))
		return toResponse(new Problem('server.disk-low'), locals.locale);

	const response = await resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', locals.locale)
	});
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('referrer-policy', 'same-origin');
	// What one person may see must not be kept for the next, neither as a page nor as a download.
	if (!response.headers.has('cache-control'))
		response.headers.set('cache-control', 'private, no-store');
	return response;
};

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404)
		return {
			message: sentence('record.not-found', event.locals.locale ?? 'vi'),
			problem: 'record.not-found'
		};
	if (status < 500) return { message };
	const reference = randomBytes(4).toString('hex');
	console.error(`[${reference}] ${event.request.method} ${event.url.pathname}`, error);
	const locale = event.locals.locale ?? 'vi';
	return { message: sentence('server.fault', locale, { reference }), problem: 'server.fault' };
};
