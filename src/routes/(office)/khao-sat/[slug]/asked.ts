/**
 * What the address of a board asks for: place, level, state, name, order and page, or units chosen
 * one by one. One reading for the board, its letters, reminders and allowances; people of a province
 * never get beyond their own.
 */
import { error, redirect } from '@sveltejs/kit';
import type { User } from '#lib/access.ts';
import {
	isLevel,
	isOrder,
	isShownState,
	type Order,
	type Selection,
	type ShownState
} from '#lib/completeness.ts';
import * as completeness from '#lib/server/completeness.ts';
import type { Sql } from '#lib/server/postgres.ts';
import type { AskedLevel } from '#lib/campaign.ts';

export type Asked = {
	region: string;
	/** code of the province, '' for none */
	province: string;
	provinceName: string;
	level: AskedLevel | '';
	state: ShownState | '';
	text: string;
	order: Order;
	page: number;
	/** units were to be chosen one by one */
	choosing: boolean;
	/** the province cannot be left */
	bound: boolean;
	selection: Selection;
	/** the conditions as they stand in an address, without order and page */
	query: string;
	/** the same in the words of the data interface */
	apiQuery: string;
};

/** Leads people of a single commune or agency to their own forms. */
export async function read(sql: Sql, user: User, url: URL): Promise<Asked> {
	const scope = await completeness.scopeOf(sql, user);
	if (scope === 'own') redirect(303, '/phieu');
	const given = (name: string) => (url.searchParams.get(name) ?? '').slice(0, 200);
	const province = scope === 'all' ? given('tinh') : scope.code;
	const found = province === '' ? undefined : await find(sql, province);
	const region = scope === 'all' && !found ? given('vung') : '';
	const [level, state, order] = [given('cap'), given('tinh_trang'), given('xep')];
	const page = Number(given('trang'));
	const text = given('tim').trim();
	const choosing = url.searchParams.has('chon');
	const unitIds = url.searchParams
		.getAll('don')
		.filter((id) => /^[1-9]\d{0,8}$/.test(id))
		.map(Number);
	const selection: Selection = {
		...(region !== '' && { region }),
		...(found && { provinceId: found.unitId }),
		...(isLevel(level) && { level }),
		...(isShownState(state) && { state }),
		...(text !== '' && { text }),
		...(choosing && { unitIds })
	};
	const query = new URLSearchParams({
		...(region !== '' && { vung: region }),
		...(found && scope === 'all' && { tinh: found.code }),
		...(isLevel(level) && { cap: level }),
		...(isShownState(state) && { tinh_trang: state }),
		...(text !== '' && { tim: text }),
		...(choosing && { chon: '1' })
	});
	if (choosing) for (const id of unitIds) query.append('don', String(id));
	return {
		region,
		province: found?.code ?? '',
		provinceName: found?.name ?? '',
		level: isLevel(level) ? level : '',
		state: isShownState(state) ? state : '',
		text,
		order: isOrder(order) ? order : 'name',
		page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1,
		choosing,
		bound: scope !== 'all',
		selection,
		query: query.toString(),
		apiQuery: new URLSearchParams({
			...(region !== '' && { region }),
			...(found && { province: found.code }),
			...(isLevel(level) && { level }),
			...(isShownState(state) && { state }),
			...(text !== '' && { q: text }),
			...(isOrder(order) && { sort: order })
		}).toString()
	};
}

async function find(sql: Sql, code: string) {
	try {
		return await completeness.provinceByCode(sql, code);
	} catch {
		error(404, { message: `Không có tỉnh, thành phố mang mã ${code}.` });
	}
}
