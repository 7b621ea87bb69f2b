/**
 * Reminders of units that have not answered: written into the record as they will be sent, one
 * message per account of the unit, at most once a day unless someone insists.
 */
import { periodText, type Campaign } from '../campaign.ts';
import { addresseeOf, type Addressed, type Recipient } from '../letter.ts';
import type { Selection } from '../completeness.ts';
import { officialLetter as words } from '../messages/official-letter.ts';
import { Problem } from '../problem.ts';
import type { Ordered, Reminder } from '../reminder.ts';
import { formatMoment, tidy } from '../vietnamese.ts';
import * as audit from './audit.ts';
import * as campaigns from './campaigns.ts';
import * as completeness from './completeness.ts';
import { atomically, type Sql } from './postgres.ts';

/** A unit whose form is not in, and when it is due. */
export type Missing = Recipient & {
	unitId: number;
	state: 'none' | 'draft' | 'returned';
	emails: string[];
	remindedToday: boolean;
};

export type Message = { subject: string; body: string };
export type Preview = Ordered & {
	/** names of the units it would go to, the first few */
	names: string[];
	/** names of those nobody can be reached at */
	unreachableNames: string[];
	/** the message to the first unit */
	example: (Message & { to: string[]; unit: string }) | null;
};
export type Place = { origin: string; simulated: boolean };

/** What {@link order} would do now, without doing it. */
export async function preview(
	sql: Sql,
	slug: string,
	selection: Selection,
	{ again = false, ...place }: Place & { again?: boolean }
): Promise<Preview> {
	const campaign = await campaigns.find(sql, slug);
	const missing = await missingUnits(sql, campaign.id, selection);
	const due = missing.filter(({ remindedToday }) => again || !remindedToday);
	const reached = due.filter(({ emails }) => emails.length > 0);
	const first = reached[0] ?? due[0] ?? missing[0];
	return {
		...tally(missing, due),
		names: due.slice(0, 20).map(nameOf),
		unreachableNames: due
			.filter(({ emails }) => emails.length === 0)
			.slice(0, 20)
			.map(nameOf),
		example: first
			? { ...written(campaign, first, place), to: first.emails, unit: nameOf(first) }
			: null
	};
}

/**
 * Orders a reminder for every unit of the selection that has not answered. Without `again`, units
 * reminded today are left out. Throws `reminder.*`, `campaign.not-found`.
 */
export async function order(
	sql: Sql,
	actorId: number | undefined,
	slug: string,
	selection: Selection,
	{ again = false, ...place }: Place & { again?: boolean }
): Promise<Ordered> {
	return atomically(sql, async (tx) => {
		const campaign = await campaigns.find(tx, slug);
		if (campaign.audience !== 'units') throw new Problem('campaign.not-units');
		// Two people who press at the same time remind once.
		await tx`select pg_advisory_xact_lock(1706, ${-campaign.id})`;
		if (campaign.state !== 'open') throw new Problem('reminder.not-open');
		const missing = await missingUnits(tx, campaign.id, selection);
		if (missing.length === 0) throw new Problem('reminder.nobody');
		const due = missing.filter(({ remindedToday }) => again || !remindedToday);
		if (due.length === 0) throw new Problem('reminder.again-today');
		const rows = due.flatMap((unit) => {
			const message = written(campaign, unit, place);
			const to: (string | null)[] = unit.emails.length > 0 ? unit.emails : [null];
			return to.map((email) => ({
				campaign_id: campaign.id,
				unit_id: unit.unitId,
				email,
				subject: message.subject,
				body: message.body,
				state: email === null ? 'unreachable' : 'queued',
				settled_at: email === null ? new Date() : null,
				ordered_by: actorId ?? null
			}));
		});
		for (let at = 0; at < rows.length; at += 500)
			await tx`insert into reminders ${tx(rows.slice(at, at + 500))}`;
		const ordered = tally(missing, due);
		const detail = { ...ordered, again, unitIds: due.map(({ unitId }) => unitId) };
		await audit.record(tx, actorId, 'campaign.remind', `campaign/${slug}`, detail);
		return ordered;
	});
}

function tally(missing: Missing[], due: Missing[]): Ordered {
	const reached = due.filter(({ emails }) => emails.length > 0);
	return {
		units: reached.length,
		messages: reached.reduce((sum, { emails }) => sum + emails.length, 0),
		unreachable: due.length - reached.length,
		skipped: missing.length - due.length
	};
}

/** Units of the selection that are expected and whose forms are not in, with who can be reached. */
export async function missingUnits(
	sql: Sql,
	campaignId: number,
	selection: Selection
): Promise<Missing[]> {
	const { units } = await completeness.list(sql, campaignId, { ...selection, state: 'missing' });
	const ids = units.map(({ unitId }) => unitId);
	const facts = await sql<Omit<Missing, 'state' | keyof Addressed>[]>`
		select u.unit_id,
			greatest(c.closes_at, e.until, case when r.state = 'returned' then r.due_at end) as due,
			greatest(c.closes_at, e.until, case when r.state = 'returned' then r.due_at end) < now()
				as over,
			array(select p.email from users p where p.unit_id = u.unit_id and p.disabled_at is null
				and p.role in ('unit_officer', 'unit_approver') order by p.id) as emails,
			exists (select from reminders m where m.campaign_id = c.id and m.unit_id = u.unit_id
				and m.state in ('queued', 'sending', 'sent', 'kept')
				and (m.ordered_at at time zone 'Asia/Ho_Chi_Minh')::date
					= (now() at time zone 'Asia/Ho_Chi_Minh')::date) as reminded_today
		from campaigns c join campaign_units u on u.campaign_id = c.id
		left join responses r on r.campaign_id = c.id and r.unit_id = u.unit_id
		left join standing_allowances e on e.campaign_id = c.id and e.unit_id = u.unit_id
			and e.kind = 'extension'
		where c.id = ${campaignId} and u.unit_id = any(${ids}::integer[])`;
	const ofUnit = new Map(facts.map((row) => [row.unitId, row]));
	return units.flatMap(({ unitId, level, fullName, name, provinceFullName, state }) => {
		const row = ofUnit.get(unitId);
		if (!row || (state !== 'none' && state !== 'draft' && state !== 'returned')) return [];
		return [{ ...row, level, fullName, name, provinceFullName, state }];
	});
}

function nameOf({ fullName, provinceFullName }: Addressed): string {
	return provinceFullName ? `${fullName} (${provinceFullName})` : fullName;
}

/** The message to one unit, every line of it on its own. */
export function written(
	campaign: Campaign,
	unit: Recipient & Pick<Missing, 'state'>,
	{ origin, simulated }: Place
): Message {
	const title = tidy(campaign.titleVi);
	const moment = formatMoment(unit.due, 'vi');
	const body = [
		...(simulated ? [words.simulated] : []),
		words.greeting(addresseeOf(unit)),
		words.asked(title, periodText(campaign.periodFrom, campaign.periodTo)),
		words.state[unit.state],
		unit.over ? words.over(moment) : words.due(moment),
		words.please(`${origin}/phieu/${campaign.slug}`),
		words.answered,
		words.thanks,
		words.automatic
	].join('\n\n');
	return { subject: words.subject(title), body };
}

/** Of one province and its communes, or of all. */
const within = (sql: Sql, provinceId: number | undefined) =>
	provinceId === undefined
		? sql``
		: sql`and (m.unit_id = ${provinceId} or exists (select from unit_versions v
			where v.unit_id = m.unit_id and v.parent_id = ${provinceId} and v.valid_to is null))`;

export type ReminderCounts = Record<Reminder['state'], number>;

/** What was ordered in a campaign, the latest first, and how many messages are in which state. */
export async function list(
	sql: Sql,
	campaignId: number,
	{
		provinceId,
		limit,
		offset = 0
	}: { provinceId?: number | undefined; limit: number; offset?: number }
): Promise<{ total: number; counts: ReminderCounts; reminders: Reminder[] }> {
	const only = within(sql, provinceId);
	const rows = await sql<{ state: Reminder['state']; count: number }[]>`
		select state, count(*)::int as count from reminders m
		where m.campaign_id = ${campaignId} ${only} group by state`;
	const none: ReminderCounts = {
		...{ queued: 0, sending: 0, sent: 0, failed: 0, kept: 0, unreachable: 0, answered: 0 }
	};
	const counts = { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
	const reminders = await sql<Reminder[]>`
		select m.id, m.unit_id, unit_name(m.unit_id) as unit, m.email, m.subject, m.state, m.attempts,
			m.error, ${iso(sql, 'm.ordered_at')} as ordered_at, u.name as ordered_by,
			${iso(sql, 'm.settled_at')} as settled_at
		from reminders m left join users u on u.id = m.ordered_by
		where m.campaign_id = ${campaignId} ${only}
		order by m.id desc limit ${limit} offset ${offset}`;
	const total = rows.reduce((sum, { count }) => sum + count, 0);
	return { total, counts, reminders };
}

/** The text of one message; of one to a province or its communes. Throws `record.not-found`. */
export async function read(
	sql: Sql,
	campaignId: number,
	id: number,
	provinceId?: number
): Promise<Message> {
	const [row] = await sql<Message[]>`select subject, body from reminders m
		where campaign_id = ${campaignId} and id = ${id} ${within(sql, provinceId)}`;
	if (!row) throw new Problem('record.not-found');
	return row;
}

const iso = (sql: Sql, column: 'm.ordered_at' | 'm.settled_at') =>
	sql`to_char(${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** How many days before the closing time units are reminded by themselves; null = never. */
export async function automaticDays(sql: Sql, campaignId: number): Promise<number | null> {
	const [row] = await sql<{ remindDays: number | null }[]>`
		select remind_days from campaigns where id = ${campaignId}`;
	return row?.remindDays ?? null;
}

/** Sets or ends (null) the reminder before the closing time. Throws `campaign.not-found`. */
export async function setAutomatic(
	sql: Sql,
	actorId: number,
	slug: string,
	days: number | null
): Promise<void> {
	await atomically(sql, async (tx) => {
		const { id } = await campaigns.find(tx, slug);
		await tx`update campaigns set remind_days = ${days} where id = ${id}`;
		await audit.record(tx, actorId, 'campaign.remind-days', `campaign/${slug}`, { days });
	});
}

/**
 * Orders the reminders that are due by themselves: from eight o'clock in the morning, Vietnamese
 * time, of the day so many days before the closing time, once for each closing time.
 */
export async function orderAutomatic(sql: Sql, place: Place): Promise<number> {
	const due = await sql<{ id: number; slug: string }[]>`
		select c.id, c.slug from campaigns c
		where c.state = 'open' and c.audience = 'units' and c.remind_days is not null
			and c.opens_at <= now() and c.closes_at > now()
			and ((c.closes_at at time zone 'Asia/Ho_Chi_Minh')::date - c.remind_days + time '08:00')
				at time zone 'Asia/Ho_Chi_Minh' <= now()
			and not exists (select from automatic_reminders a
				where a.campaign_id = c.id and a.closes_at = c.closes_at)`;
	for (const { id, slug } of due)
		await atomically(sql, async (tx) => {
			const { count } = await tx`insert into automatic_reminders (campaign_id, closes_at)
				select id, closes_at from campaigns where id = ${id} on conflict do nothing`;
			if (count === 0) return;
			try {
				await order(tx, undefined, slug, {}, place);
			} catch (error) {
				// Everybody has answered, or was reminded today by hand.
				if (!(error instanceof Problem)) throw error;
			}
		});
	return due.length;
}
