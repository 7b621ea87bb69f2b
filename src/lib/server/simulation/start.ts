/** Starts loading the demo beside the running server and tells the person at the terminal. */
import { dayOf } from '../../event.ts';
import type { Demo } from '../../simulation/demo.ts';
import type { Platform } from '../platform.ts';
import * as units from '../units.ts';
import { seeded } from '../../simulation/random.ts';
import * as demo from './demo.ts';
import type { Door } from './door.ts';
import * as large from './large.ts';

const shown = ['administrator', 'analyst', 'leader'];
const exampleProvince = '68';

/**
 * Loads in the background, and then, where `people` answers are asked for, the country in full size;
 * a failure is printed and a restart goes on where it stopped.
 */
export async function startDemo(
	platform: Platform,
	door: Door,
	dataFolder: string,
	people: number
): Promise<void> {
	const say = (text: string) => console.log(`[mô phỏng] ${text}`);
	try {
		const provinces = await units.onDay(platform.sql, dayOf(Date.now()), { level: 'province' });
		const settle = async () => {
			await platform.intake.settle();
			await platform.outbox.settle();
			await platform.citizens.settle();
		};
		const take = platform.citizens.store;
		const unitsOn = async (day: string) =>
			(await units.onDay(platform.sql, day)).filter(({ level }) => level !== 'commune');
		const loaded = await demo.load(door, { dataFolder, provinces, unitsOn, settle, take, say });
		announce(loaded, dataFolder);
		if (people === 0) return;
		const today = loaded.truth.live.day;
		await large.load(platform, door, seeded(`${demo.seed}/large`), {
			provinces,
			today,
			people,
			say
		});
	} catch (error) {
		console.error(
			'[mô phỏng] Chưa nạp xong; chạy lại để nạp tiếp · not finished, start again:',
			error
		);
	}
}

function announce({ address, accounts }: Demo, dataFolder: string): void {
	const rows = accounts.filter(
		({ role, unitCode }) => shown.includes(role) || unitCode === exampleProvince
	);
	const lines = rows.map(
		({ role, email, password }) => `  ${role.padEnd(14)} ${email.padEnd(30)} ${password}`
	);
	console.log(
		['', `Dữ liệu mô phỏng đã sẵn sàng · The demo is ready: ${address}`, ...lines].join('\n') +
			`\nMọi tài khoản và khóa · All accounts and the key: ${dataFolder}/demo.json\n`
	);
}
