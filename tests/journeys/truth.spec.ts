/** What the platform shows equals what the simulator planted, for every site, day and province. */
import { expect, test, type APIRequestContext } from '@playwright/test';
import type { DayTruth } from '#lib/simulation/usage.ts';
import type { DailyTotal } from '#lib/visit.ts';
import { readDemo, signIn } from './demo.ts';

type Row = DailyTotal & { domain: string };
type Share = {
	unitCode: string;
	unitId: number;
	numerator: number;
	denominator: number;
	periodFrom: string;
	periodTo: string;
};

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
	const named = new Map(robots.map((row) => [`${place(row)} ${row.value}`, row.events]));
	const planted = truth.days.flatMap((day) =>
		Object.entries(day.robots).map(([name, events]) => [`${place(day)} ${name}`, events] as const)
	);
	expect(Object.fromEntries(named)).toEqual(Object.fromEntries(planted));
	expect(sum(robots, (row) => row.events)).toBe(sum(truth.days, (day) => day.robotEvents));
});

test('people who share address and browser count as one, and the truth knows how many they are', () => {
	const people = sum(truth.days, (day) => day.people);
	expect(people).toBeGreaterThan(sum(truth.days, (day) => day.visitors));
});

test('the nation’s days in the table and the file of the overview equal the truth', async ({
	page
}) => {
	await signIn(page, 'leader');
	const file = await (await page.request.get('/bieu-do/luot-truy-cap.csv')).text();
	const shown = file
		.trim()
		.split('\r\n')
		.slice(1)
		.map((line) => line.split(';').slice(0, 4))
		.filter(([day = '']) => day <= to);
	expect(shown.length).toBeGreaterThan(20);
	const planted = shown.map(([day = '']) => {
		const own = truth.days.filter((one) => one.day === day);
		const counts = [
			sum(own, ({ visits }) => visits),
			sum(own, ({ visitors }) => visitors),
			sum(own, ({ pageViews }) => pageViews)
		];
		return [day, ...counts.map(String)];
	});
	expect(shown).toEqual(planted);
	await page.goto('/');
	const rows = page.locator('#luot-truy-cap tbody tr');
	await expect(rows).not.toHaveCount(0);
	const table = await rows.evaluateAll((list) =>
		list.map((row) => [...row.children].map(({ textContent }) => textContent.trim()).join(' '))
	);
	for (const [day = '', ...counts] of planted)
		expect(table).toContain(
			[
				day.split('-').reverse().join('/'),
				...counts.map((count) => Number(count).toLocaleString('vi-VN'))
			].join(' ')
		);
});

test('visits of every province and of the nation in the estimates equal the truth', async ({
	page,
	request
}) => {
	await signIn(page, 'leader');
	await page.goto('/');
	const estimates = await request.get('/api/v1/estimates?indicator=CT-II.3-05', { headers });
	const list = (await estimates.json()) as { estimates: Share[] };
	const { sites } = (await (await request.get('/api/v1/sites', { headers })).json()) as {
		sites: { domain: string; unitId: number }[];
	};
	const unitOf = new Map(sites.map(({ domain, unitId }) => [domain, unitId]));
	const { periodFrom, periodTo } = list.estimates[0]!;
	const shown = list.estimates.filter(
		(one) => one.periodFrom === periodFrom && one.periodTo === periodTo
	);
	expect(shown).toHaveLength(35);
	const inPeriod = ({ day }: { day: string }) => day >= periodFrom && day <= periodTo;
	for (const { unitCode, unitId, numerator, denominator } of shown) {
		const own = truth.days.filter(
			(day) => inPeriod(day) && (unitCode === 'vn' || unitOf.get(day.domain) === unitId)
		);
		// The live visits came from desktops, to the national portal.
		const live = unitCode === 'vn' && inPeriod(truth.live) ? truth.live.visits : 0;
		expect({ unitCode, numerator, denominator }).toEqual({
			unitCode,
			numerator: sum(own, ({ visitsByDevice }) => visitsByDevice.mobile + visitsByDevice.tablet),
			denominator: live + sum(own, ({ visits }) => visits)
		});
	}
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

test('registers hold what the simulated units entered, period by period', async ({ request }) => {
	for (const [id, planted] of Object.entries(truth.registers)) {
		const response = await request.get(`/api/v1/registers/${id}`, { headers });
		const { entries } = (await response.json()) as {
			entries: { period: string; unitId: number; part: number | null; whole: number | null }[];
		};
		const found = planted.map(({ period }) => {
			const own = entries.filter((entry) => entry.period === period);
			return {
				...{ period, entries: own.length, reported: new Set(own.map((one) => one.unitId)).size },
				...{ part: sum(own, (one) => one.part ?? 0), whole: sum(own, (one) => one.whole ?? 0) }
			};
		});
		expect({ id, found }).toEqual({
			id,
			found: planted.map(({ period, entries: count, reported, part, whole }) => ({
				...{ period, entries: count, reported, part, whole }
			}))
		});
	}
});
