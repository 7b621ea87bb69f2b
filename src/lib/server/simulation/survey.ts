/** The demo's provinces answer the status survey through the page's own doors. */
import { addDays } from '../../event.ts';
import { answerStatusSurvey, sharesOf, type Answers } from '../../simulation/answers.ts';
import type { DemoAccount, DemoTruth } from '../../simulation/demo.ts';
import { pilotProvinces } from '../../simulation/population.ts';
import type { Random } from '../../simulation/random.ts';
import type { Unit } from '../../unit.ts';
import { call, callAs, signIn, type Door } from './door.ts';

type Answered = {
	campaign: string;
	truth: Pick<DemoTruth, 'submitted' | 'drafts' | 'silent' | 'shares'>;
};

/** Provinces that have only begun, and that have not opened the form. */
const begunProvinces = ['33', '52'];
const silentProvinces = ['11', '66', '96'];

/** Opens the campaign and answers it; safe to repeat after it was broken off. */
export async function answer(
	door: Door,
	random: Random,
	provinces: Unit[],
	accounts: DemoAccount[],
	today: string
): Promise<Answered> {
	const year = today.slice(0, 4);
	const campaign = `thuc-trang-${year}`;
	await call(
		door,
		'POST',
		'/api/v1/campaigns',
		{
			slug: campaign,
			survey: 'thuc-trang',
			titleVi: `Khảo sát thực trạng năm ${year}`,
			titleEn: `Status survey ${year}`,
			periodFrom: `${year}-01-01`,
			periodTo: `${year}-12-31`,
			opensAt: `${addDays(today, -21)}T08:00:00+07:00`,
			closesAt: `${addDays(today, 10)}T17:00:00+07:00`
		},
		[409]
	);
	await call(door, 'POST', `/api/v1/campaigns/${campaign}/state`, { state: 'open' }, [409]);

	const forms: Answers[] = [];
	const submitted: string[] = [];
	for (const { code } of provinces) {
		if (silentProvinces.includes(code)) continue;
		const part = random.part(`answers/${code}`);
		const form = answerStatusSurvey(part, pilotProvinces.includes(code));
		const account = accounts.find((one) => one.unitCode === code && one.role === 'unit_officer');
		if (!account) throw new Error(`No demo officer for province ${code}`);
		const begun = begunProvinces.includes(code);
		await answerOne(door, campaign, account, form, begun);
		if (begun) continue;
		forms.push(form);
		submitted.push(code);
	}
	return {
		campaign,
		truth: { submitted, drafts: begunProvinces, silent: silentProvinces, shares: sharesOf(forms) }
	};
}

async function answerOne(
	door: Door,
	campaign: string,
	account: DemoAccount,
	form: Answers,
	begun: boolean
): Promise<void> {
	const browser = await signIn(door, account.email, account.password);
	const path = `/api/v1/campaigns/${campaign}`;
	const first = Object.fromEntries(Object.entries(form).slice(0, 12));
	const counts = { answered: 12, answerable: Object.keys(form).length };
	await callAs(door, browser, 'PUT', `${path}/draft`, { sequence: 1, data: first, ...counts });
	if (begun) return;
	await callAs(door, browser, 'POST', `${path}/submission`, { sequence: 2, data: form });
}
