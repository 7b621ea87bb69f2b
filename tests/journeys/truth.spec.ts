/** What the platform shows equals what the simulator planted, for every site, day and province. */
import { expect, test, type APIRequestContext } from '@playwright/test';
import type { DayTruth } from '#lib/simulation/usage.ts';
import type { DailyTotal } from '#lib/visit.ts';
import { readDemo, signIn } from './demo.ts';

type Row = DailyTotal & { domain: string };

const { truth, key, campaign } = readDemo();
const headers = { authorization: `Bearer ${key}` };
const { firstDay: from, lastDay: to } = truth.usage;

async function daily(request: APIRequestContext, dimension: string): Promise<Row[]> {
	const path = `/api/v1/daily?from=${from}&to=${to}&dimension=${dimension}`;
	const response = await request.get(path, { headers });
	expect(response.status()).toBe(200);
	const { days, behind } = (await response.json()) as { days: Row[]; behind: string[] };
	expect(behind).toEqual([]);
	return days;
}

const place = ({ day, domain }: { day: string; domain: string }) => `${day} ${domain}`;
const sum = <Item>(items: Item[], of: (item: Item) => number) =>
	items.reduce((total, item) => total + of(item), 0);

test('totals of every site and day equal the truth, in spite of robots, repeats and latecomers', async ({
	request
}) => {
	const rows = new Map((await daily(request, 'total')).map((row) => [place(row), row]));
	const heard = truth.days.filter((day) => day.visitors > 0);
	expect(rows.size).toBe(heard.length);
	for (const planted of heard) {
		const { visitors, visits, bounces, pageViews, events, durationMs } = rows.get(place(planted))!;
		expect({
			place: place(planted),
			visitors,
			visits,
			bounces,
			pageViews,
			events,
			durationMs
		}).toEqual({
			place: place(planted),
			visitors: planted.visitors,
			visits: planted.visits,
			bounces: planted.bounces,
			pageViews: planted.pageViews,
			events: planted.events,
			durationMs: planted.durationMs
		});
	}
});

test('visits by device and robots kept apart equal the truth', async ({ request }) => {
	const devices = await daily(request, 'device');
	for (const device of ['desktop', 'mobile', 'tablet'] as const) {
		const shown = sum(
			devices.filter((row) => row.value === device),
			(row) => row.visits
		);
		expect(shown).toBe(sum(truth.days, (day: DayTruth) => day.visitsByDevice[device]));
	}
	const robots = await daily(request, 'bot');
	expect(sum(robots, (row) => row.events)).toBe(sum(truth.days, (day) => day.robotEvents));
});

test('live events from trackers are counted once each', async ({ request }) => {
	const { day, domain, visits } = truth.live;
	const path = `/api/v1/daily?from=${day}&to=${day}&dimension=total&site=${domain}`;
	const { days } = (await (await request.get(path, { headers })).json()) as { days: Row[] };
	expect(sum(days, (row) => row.visits)).toBe(visits);
});

test('the planted pilot effect shows in the visitors of the pilot provinces only', async ({
	request
}) => {
	const rows = await daily(request, 'total');
	const { pilotFrom, effect } = truth.usage;
	const growth = (slugs: string[]) => {
		const mine = rows.filter((row) =>
			slugs.some((slug) => row.domain === `pbgdpl.${slug}.example`)
		);
		const after = sum(
			mine.filter((row) => row.day >= pilotFrom),
			(row) => row.visitors
		);
		return (
			after /
				sum(
					mine.filter((row) => row.day < pilotFrom),
					(row) => row.visitors
				) -
			1
		);
	};
	const pilots = ['ha-noi', 'da-nang', 'lam-dong', 'ho-chi-minh', 'can-tho'];
	expect(growth(pilots)).toBeGreaterThan(effect - 0.08);
	expect(growth(pilots)).toBeLessThan(effect + 0.08);
	expect(
		Math.abs(growth(['cao-bang', 'lai-chau', 'son-la', 'lang-son', 'nghe-an', 'hue']))
	).toBeLessThan(0.08);
});

test('every province stands where the simulator put it, and shares equal the planted ones', async ({
	request
}) => {
	const response = await request.get(`/api/v1/campaigns/${campaign}/progress`, { headers });
	const { units } = (await response.json()) as { units: { code: string; state: string }[] };
	const codes = (state: string) =>
		units.filter((unit) => unit.state === state).map(({ code }) => code);
	expect(units).toHaveLength(34);
	expect(codes('submitted').sort()).toEqual([...truth.submitted].sort());
	expect(codes('draft').sort()).toEqual([...truth.drafts].sort());
	expect(codes('none').sort()).toEqual([...truth.silent].sort());
});

test('the overview shows the same sums and shares as the truth', async ({ page }) => {
	await signIn(page, 'leader');
	await page.goto('/');
	const shown = await page.getByRole('main').innerText();
	const share = (id: string) => {
		const { numerator, denominator } = truth.shares[id]!;
		return ((100 * numerator) / denominator).toLocaleString('vi-VN', {
			minimumFractionDigits: 1,
			maximumFractionDigits: 1
		});
	};
	expect(shown).toContain(share('CT-II.1a-01'));
	expect(shown).toContain(share('CT-II.3-04'));
	expect(shown).toContain(`${truth.submitted.length}/34`);
});
