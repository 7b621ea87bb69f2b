import { expect, it } from 'vitest';
import { addDays, dayOf, startOfDay } from '#lib/event.ts';
import * as days from '#lib/server/days.ts';
import * as intakes from '#lib/server/intake/intake.ts';
import * as ledger from '#lib/server/ledger.ts';
import * as sites from '#lib/server/sites.ts';
import { connect, type Warehouse } from '#lib/server/warehouse.ts';
import { pageView } from '../../events.ts';
import { freshPostgres, freshWarehouse } from '../../stores.ts';

// `OUTAGE_MINUTES=30` is the whole trial; a few minutes of it are enough to see it break.
const minutes = Number(process.env.OUTAGE_MINUTES ?? 3);
const perSecond = 500;

it(`keeps every event of ${minutes} minutes at ${perSecond} a second while the warehouse is away, also over a restart, and counts each once`, async () => {
	const sql = await freshPostgres();
	const engine = await freshWarehouse();
	const nobody = await connect({ url: 'http://127.0.0.1:9' });
	let away = true;
	const now = (): Warehouse => (away ? nobody : engine);
	const warehouse: Warehouse = {
		rows: (...words) => now().rows(...words),
		command: (...words) => now().command(...words),
		insert: (...words) => now().insert(...words),
		insertText: (...words) => now().insertText(...words),
		version: () => now().version(),
		close: () => nobody.close()
	};
	const [unit] = await sql<{ id: number }[]>`
		insert into units (level, key) values ('nation', 'nation/test') returning id`;
	const made = { domain: 'lau.gov.vn', name: 'Lâu', unitId: unit!.id };
	const { id: siteId } = await sites.create(sql, undefined, made);
	const day = addDays(dayOf(Date.now()), -2);
	const start = startOfDay(day) + 8 * 3_600_000;

	let intake = await intakes.open(sql, warehouse);
	for (let second = 0; second < minutes * 60; second += 4) {
		const events = Array.from({ length: 4 * perSecond }, (_, index) =>
			pageView(siteId, start + second * 1000 + index * 2, { ip: `198.51.100.${index % 250}` })
		);
		expect(await intake.accept(events)).toMatchObject({ stored: events.length, items: [] });
		if (second === Math.floor(minutes / 2) * 60) {
			await intake.close();
			intake = await intakes.open(sql, warehouse);
		}
	}
	const wanted = minutes * 60 * perSecond;
	expect((await intake.health()).journalDepth).toBe(wanted);
	await expect(nobody.rows('select 1 as one')).rejects.toThrow();

	away = false;
	await intake.settle();
	const total = { from: day, to: day, dimension: 'total' } as const;
	expect(await days.totals(warehouse, total)).toMatchObject([
		{ events: wanted, pageViews: wanted, visitors: 250 }
	]);
	expect(await ledger.unbalanced(sql)).toEqual([]);
	expect(await ledger.balance(sql)).toMatchObject({ received: wanted, stored: wanted });
	await intake.close();
	await nobody.close();
}, 900_000);
