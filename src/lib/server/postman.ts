/**
 * Sends the reminders that were ordered, one after another, in the background. A message the mail
 * server does not take now is tried again after growing pauses; one it will never take has failed. Without
 * a mail server messages stay in the record, and say so.
 */
import { mostAttempts, pauseAfter } from '../reminder.ts';
import { Refused, type Mail } from './mail.ts';
import { atomically, type Sql } from './postgres.ts';
import * as reminders from './reminders.ts';
import { repeat } from './repeat.ts';

export type Postman = {
	/** whether there is a mail server */
	sends: boolean;
	/** the public address of this site, for links */
	origin: string;
	/** looks for ordered reminders now */
	wake: () => void;
	/** sends what is due now */
	settle: () => Promise<number>;
	close: () => Promise<void>;
};

type Waiting = {
	id: number;
	email: string;
	subject: string;
	body: string;
	attempts: number;
	/** the form came in meanwhile, or is not expected any more */
	answered: boolean;
};

/** Starts sending. One process works on a record. @param pauseMs between two looks for orders */
export async function open(
	sql: Sql,
	{ mail, ...place }: reminders.Place & { mail: Mail | undefined },
	pauseMs = 2000
): Promise<Postman> {
	// Interrupted while it was handed over: the mail server may have it; its key tells the repeat.
	await sql`update reminders set state = 'queued' where state = 'sending'`;
	let running: Promise<number> = Promise.resolve(0);
	let stopped = false;
	const settle = () => {
		running = running
			.catch(() => 0)
			.then(async () => {
				let sent = 0;
				while (!stopped && (await sendNext(sql, mail))) sent++;
				return sent;
			});
		return running;
	};
	const worker = repeat('sending reminders', pauseMs, async () => {
		await reminders.orderAutomatic(sql, place);
		await settle();
	});
	worker.start();
	return {
		sends: mail !== undefined,
		origin: place.origin,
		wake: () => void settle().catch(() => undefined),
		settle,
		close: async () => {
			stopped = true;
			await worker.stop();
			await running.catch(() => undefined);
			mail?.close();
		}
	};
}

/** False when nothing is due. */
async function sendNext(sql: Sql, mail: Mail | undefined): Promise<boolean> {
	const message = await claim(sql);
	if (!message) return false;
	const { id, email, subject, body, answered } = message;
	if (answered) return put(sql, id, 'answered', null);
	if (!mail) {
		console.log(`Reminder ${id} is kept in the record: SMTP_URL is not set.`);
		return put(sql, id, 'kept', null);
	}
	try {
		await mail.send({ key: `nhac-${id}`, to: email, subject, text: body });
		return await put(sql, id, 'sent', null);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		if (error.lasting || message.attempts >= mostAttempts)
			return put(sql, id, 'failed', error.message);
		const later = pauseAfter(message.attempts) / 1000;
		await sql`update reminders set state = 'queued', error = ${error.message},
			next_at = now() + make_interval(secs => ${later}) where id = ${id}`;
		return true;
	}
}

async function claim(sql: Sql): Promise<Waiting | undefined> {
	return atomically(sql, async (tx) => {
		const [row] = await tx<Waiting[]>`
			update reminders m set state = 'sending', attempts = attempts + 1
			where m.id = (select id from reminders where state = 'queued' and next_at <= now()
				order by next_at, id limit 1 for update skip locked)
			returning m.id, m.email, m.subject, m.body, m.attempts,
				exists (select from responses r where r.campaign_id = m.campaign_id
					and r.unit_id = m.unit_id and r.state not in ('draft', 'returned'))
				or exists (select from standing_allowances a where a.campaign_id = m.campaign_id
					and a.unit_id = m.unit_id and a.kind = 'exemption') as answered`;
		return row;
	});
}

async function put(
	sql: Sql,
	id: number,
	state: 'sent' | 'failed' | 'kept' | 'answered',
	error: string | null
): Promise<true> {
	await sql`update reminders set state = ${state}, error = ${error}, settled_at = now()
		where id = ${id} and state = 'sending'`;
	return true;
}
