/**
 * Every setting the platform reads, typed, described and validated when the program starts. Only
 * `hooks.server.ts` imports the values; everything below it is handed what it needs.
 */
import { defineEnvVars } from '@sveltejs/kit/env';
import * as v from 'valibot';

const text = (fallback: string) => v.optional(v.pipe(v.string(), v.trim()), fallback);
const whole = (fallback: string, most: number) =>
	v.optional(
		v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(0), v.maxValue(most)),
		fallback
	);
const flag = v.pipe(
	v.optional(v.picklist(['', '0', '1']), '0'),
	v.transform((value) => value === '1')
);

export const variables = defineEnvVars({
	PORT: { schema: whole('3000', 65535), description: 'port to listen on' },
	HOST: { schema: text('127.0.0.1'), description: 'address to listen on; loopback unless set' },
	ORIGIN: {
		schema: text(''),
		description: 'public address, such as `https://thuocdo.example.vn`; set it behind a proxy'
	},
	DATA_DIR: {
		schema: text('./data'),
		description: 'folder of the embedded databases, the local key and the demo accounts'
	},
	DATABASE_URL: {
		schema: text(''),
		description: 'PostgreSQL 18 server to use instead of the embedded one'
	},
	CLICKHOUSE_URL: {
		schema: text(''),
		description: 'ClickHouse server to use instead of the embedded one'
	},
	CLICKHOUSE_CLUSTER: { schema: text(''), description: 'ClickHouse cluster name (not used yet)' },
	TRUSTED_PROXIES: {
		schema: whole('0', 16),
		description: 'how many proxies in front may be believed about `X-Forwarded-For`'
	},
	EVENTS_PER_SECOND: {
		schema: whole('200', 1_000_000),
		description:
			'usage events a second from one address before it is told to wait; a key may send a hundred times as many; 0 sets no limit'
	},
	DISK_RESERVE: {
		schema: whole('500', 1_000_000),
		description: 'megabytes of the data folder’s disk that are kept free; nothing is taken in below'
	},
	GEOIP_MMDB: { schema: text(''), description: 'GeoIP database file (not used yet)' },
	MAP_TOPOJSON: { schema: text(''), description: 'boundary file for a real map (not used yet)' },
	OIDC_ISSUER: { schema: text(''), description: 'single sign-on issuer (not used yet)' },
	OIDC_CLIENT_ID: { schema: text(''), description: 'single sign-on client (not used yet)' },
	OIDC_CLIENT_SECRET: { schema: text(''), description: 'single sign-on secret (not used yet)' },
	SMTP_URL: {
		schema: text(''),
		description:
			'mail server for reminders, such as `smtp://user:password@host:587?from=a@example.vn`'
	},
	SIMULATED_ANSWERS: {
		schema: whole('0', 5_000_000),
		description:
			'set by `npm run demo -- --large`: beside the demo, all units and so many citizens answer'
	},
	SIMULATED: {
		schema: flag,
		description: 'set by `npm run demo`: load simulated data and mark every page and export'
	}
});
