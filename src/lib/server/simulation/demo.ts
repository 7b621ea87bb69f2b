/**
 * Loads the demo once: a seeded country with a known truth, sent in through the real doors. Broken
 * off, it goes on with the same seed, days and accounts; event ids keep repeats from counting.
 */
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf } from '../../event.ts';
import type { Demo, DemoAccount } from '../../simulation/demo.ts';
import { seeded } from '../../simulation/random.ts';
import type { Unit } from '../../unit.ts';
import { call, type Door } from './door.ts';
import * as evaluation from './evaluation.ts';
import * as people from './people.ts';
import * as needs from './needs.ts';
import * as registers from './registers.ts';
import * as survey from './survey.ts';
import * as usage from './usage.ts';

export type DemoSettings = {
	dataFolder: string;
	provinces: Unit[];
	/** the nation, agencies and provinces of a day */
	unitsOn: registers.UnitsOn;
	/** resolves when every accepted event and answer has been counted */
	settle: () => Promise<void>;
	/** takes citizens' answers in, many at once */
	take: needs.Take;
	/** prints a line for the person at the terminal */
	say: (text: string) => void;
};

type Beginning = { today: string; accounts: DemoAccount[] };

export const seed = 'thuoc-do-1706';
const citizens = 5000;

/** Loads the demo unless it is there already; returns what was written to demo.json. */
export async function load(door: Door, settings: DemoSettings): Promise<Demo> {
	const file = join(settings.dataFolder, 'demo.json');
	const earlier = readJson<Demo>(file);
	if (earlier) return keep(file, { ...earlier, address: door.address });

	const { say, provinces, unitsOn, settle, take } = settings;
	const { today, accounts } = begin(join(settings.dataFolder, 'demo.begun.json'), provinces);
	const random = seeded(seed);
	const sites = usage.sitesOf(random, provinces);
	const plan = usage.planOf(today);

	say(`Tạo ${accounts.length} tài khoản và ${sites.length} trang mô phỏng · accounts and sites …`);
	await people.register(door, accounts);
	for (const { domain, name, province } of sites) {
		const body = { domain, name, unit: province || 'vn' };
		await call(door, 'POST', '/api/v1/sites', body, [409]);
	}
	let shown = 0;
	const days = await usage.sendHistory(door, random, plan, sites, settle, (share) => {
		if (share < shown + 0.25 && share < 1) return;
		shown = share;
		say(`Gửi lượt truy cập mô phỏng · usage events: ${Math.round(share * 100)} %`);
	});
	const live = await usage.sendLive(door, random, sites[0]!, 25);
	say('Trả lời phiếu mô phỏng của các tỉnh · provinces answer the survey …');
	const answered = await survey.answer(door, random, provinces, accounts, today);
	say('Nhập sổ số liệu mô phỏng của 24 tháng · registers …');
	const entered = await registers.enter(door, random, today, unitsOn);
	say(`Người dân trả lời phiếu nhu cầu · ${citizens} citizens answer the needs survey …`);
	const year = today.slice(0, 4);
	const asked = {
		survey: 'nhu-cau' as const,
		campaign: `nhu-cau-${year}`,
		titleVi: `Khảo sát nhu cầu tìm hiểu pháp luật năm ${year}`,
		titleEn: `Survey of the need for legal information ${year}`,
		people: citizens
	};
	await needs.answer(door, random, provinces, today, asked, take);
	say(`Người dân trả lời phiếu hiệu quả · ${citizens} citizens answer the effectiveness survey …`);
	const effects = {
		survey: 'hieu-qua' as const,
		campaign: `hieu-qua-${year}`,
		titleVi: `Khảo sát hiệu quả phổ biến, giáo dục pháp luật trên mạng năm ${year}`,
		titleEn: `Survey of the effect of online legal information ${year}`,
		people: citizens
	};
	await needs.answer(door, random, provinces, today, effects, take);
	await settle();
	say('Đánh giá thí điểm mô phỏng · the pilot is evaluated …');
	const evaluated = await evaluation.evaluate(door, plan);

	const { secret } = await call<{ secret: string }>(door, 'POST', '/api/v1/keys', { name: 'demo' });
	return keep(file, {
		address: door.address,
		accounts,
		key: secret,
		sites: sites.map((site) => site.domain),
		campaign: answered.campaign,
		truth: {
			seed,
			evaluation: evaluated,
			usage: plan,
			days,
			live,
			registers: entered,
			...answered.truth
		}
	});
}

/** Day and accounts are fixed before anything is sent, so that a broken-off load can go on. */
function begin(file: string, provinces: Unit[]): Beginning {
	const earlier = readJson<Beginning>(file);
	if (earlier) return earlier;
	return keep(file, { today: dayOf(Date.now()), accounts: people.invent(provinces) });
}

function readJson<Content>(file: string): Content | undefined {
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Content) : undefined;
}

/** Writes the file whole or not at all, readable by its owner only. */
function keep<Content>(file: string, content: Content): Content {
	const draft = `${file}.new`;
	writeFileSync(draft, JSON.stringify(content, null, '\t'), { mode: 0o600 });
	chmodSync(draft, 0o600);
	renameSync(draft, file);
	return content;
}
