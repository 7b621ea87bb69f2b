/**
 * Matomo's own importer of access logs asks, before it sends what it has read to `matomo.php`, which
 * site a number or a host stands for: `POST /` with `module=API` and a method of `SitesManager`. These
 * few questions are answered here, for holders of a key that may send events; sites are made in our
 * own pages, where their unit is named.
 */
import type { Site } from '../../site.ts';
import { Problem } from '../../problem.ts';
import * as sites from '../sites.ts';
import { uuidOfSite } from './identity.ts';
import * as knocks from './knock.ts';
import type { Hall, Knock, Reply } from './knock.ts';

/** Bytes of a question. */
export const largestQuestion = 64_000;

type Values = Map<string, string>;

/** @throws request.invalid for what is no question to Matomo's API, access.forbidden */
export async function take(hall: Hall, knock: Knock): Promise<Reply> {
	const values: Values = new Map([
		...new URLSearchParams(knock.search),
		...new URLSearchParams(knocks.textOf(knock.body))
	]);
	if (values.get('module') !== 'API')
		throw new Problem('request.invalid', { reason: 'module=API is missing' });
	const answer = answers[(values.get('method') ?? '').replace('SitesManager.', '')];
	if (!answer) return reply(refusal(`Không có câu hỏi này · Unknown: ${values.get('method')}`));
	const secret = values.get('token_auth') ?? knocks.bearerOf(knock.header);
	const holder = await knocks.holderOf(hall.sql, secret);
	if (!holder) {
		// The importer shows the sentence of this one answer only; of others it shows the status.
		if (values.get('method') === 'SitesManager.getSiteFromId') return reply(refusal(noKey));
		throw new Problem('access.forbidden');
	}
	knocks.pass(hall, knock, holder, 1);
	return reply(answer(await sites.list(hall.sql), values));
}

const noKey =
	'Khóa API (token_auth) không đúng hoặc không được gửi sự kiện; lấy khóa ở trang quản trị. · ' +
	'The API key (token_auth) is wrong or may not send events; get one from the administration pages.';

const answers: Record<string, (all: Site[], values: Values) => unknown> = {
	getSiteFromId(all, values) {
		const word = (values.get('idSite') ?? '').trim().toLowerCase();
		const host = word.replace(/^www\./, '');
		const site = all.find(
			(one) => String(one.id) === word || bare(one) === host || uuidOfSite(one.domain) === word
		);
		return site
			? describe(site)
			: refusal(
					`Chưa có cổng này: thêm ở trang quản trị. · There is no site ${word.slice(0, 100)}.`
				);
	},
	getSitesIdFromSiteUrl(all, values) {
		const host = hostOf(values.get('url') ?? '');
		return all.filter((site) => bare(site) === host).map(({ id }) => ({ idsite: String(id) }));
	},
	getAllSites: (all) => Object.fromEntries(all.map((site) => [site.id, describe(site)])),
	addSite: () =>
		refusal(
			'Thêm cổng ở trang quản trị: mỗi cổng thuộc một đơn vị. · ' +
				'Add the site in the administration pages: each belongs to a unit.'
		)
};

function describe({ id, domain, name }: Site) {
	return { idsite: String(id), name, main_url: `https://${domain}` };
}

const bare = ({ domain }: Site) => domain.replace(/^www\./, '');

function hostOf(address: string): string {
	const host = address
		.trim()
		.toLowerCase()
		.replace(/^https?:\/\//, '');
	return host
		.replace(/[/:].*$/s, '')
		.replace(/^www\./, '')
		.replace(/\.$/, '');
}

function refusal(message: string) {
	return { result: 'error', message };
}

function reply(content: unknown): Reply {
	return {
		status: 200,
		headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
		body: JSON.stringify(content)
	};
}
