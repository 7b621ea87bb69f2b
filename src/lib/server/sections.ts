/**
 * Sections of a unit's form given to one person of the unit: given with a note and a due day, marked
 * done, taken back at any time. While somebody holds a section, they alone write it.
 */
import type { User } from '../access.ts';
import { dayOf } from '../event.ts';
import { Problem } from '../problem.ts';
import { pick } from '../questionnaire/merge.ts';
import { isDay } from '../questionnaire/structure.ts';
import { heldByOther, longestNote, type Given, type Waiting } from '../section.ts';
import { textOf, type Definition, type SurveyVersion } from '../survey.ts';
import { tidy } from '../vietnamese.ts';
import * as audit from './audit.ts';
import * as forms from './forms.ts';
import { atomically, type Sql } from './postgres.ts';
import * as users from './users.ts';

export type Gift = { page: string; person: number; note?: string; dueOn?: string | null };

const titleOf = ({ definition }: Pick<SurveyVersion, 'definition'>, page: string) =>
	textOf(definition.pages.find(({ name }) => name === page)?.title) || page;

/** Sections given away, each to the person who has it. */
export async function list(sql: Sql, responseId: string): Promise<Given[]> {
	return sql<Given[]>`
		select s.page, s.person_id, p.name as person, s.note, s.due_on, g.name as given_by,
			to_json(s.given_at) #>> '{}' as given_at, to_json(s.done_at) #>> '{}' as done_at,
			p.disabled_at is null and p.role = 'unit_officer' and p.unit_id = r.unit_id as holds
		from response_sections s join responses r on r.id = s.response_id
		join users p on p.id = s.person_id join users g on g.id = s.given_by
		where s.response_id = ${responseId} and s.ended_at is null order by s.id`;
}

/** What waits for the user in the forms of the unit that take answers. */
export async function waiting(sql: Sql, user: User): Promise<Waiting[]> {
	const rows = await sql<(Omit<Waiting, 'title'> & { pages: Definition['pages'] })[]>`
		select c.slug, s.page, s.note, s.due_on, g.name as given_by,
			to_json(s.done_at) #>> '{}' as done_at, v.definition -> 'pages' as pages
		from response_sections s join responses r on r.id = s.response_id
		join campaigns c on c.id = r.campaign_id
		join survey_versions v on v.id = r.survey_version_id
		join users g on g.id = s.given_by
		where s.person_id = ${user.id} and r.unit_id = ${user.unitId} and s.ended_at is null
		order by s.due_on nulls last, s.id`;
	return rows.map(({ pages, ...row }) => ({
		...row,
		title: textOf(pages.find(({ name }) => name === row.page)?.title) || row.page
	}));
}

/**
 * Gives a section to an officer of the unit; whoever had it before has it no more. Throws
 * `section.unknown`, `section.unfit-person`, `section.due-passed`, `campaign.*`.
 */
export async function give(sql: Sql, user: User, slug: string, gift: Gift): Promise<Given[]> {
	const { campaign, version } = await forms.enter(sql, user, slug);
	const { page, person } = gift;
	if (!version.definition.pages.some(({ name }) => name === page))
		throw new Problem('section.unknown');
	const dueOn = gift.dueOn || null;
	if (dueOn && (!isDay(dueOn) || dueOn < dayOf(Date.now())))
		throw new Problem('section.due-passed');
	const note = tidy(gift.note ?? '').slice(0, longestNote);
	return atomically(sql, async (tx) => {
		const row = await forms.take(tx, user, campaign, version);
		const fit = (await users.officers(tx, user.unitId)).some(({ id }) => id === person);
		if (!fit) throw new Problem('section.unfit-person');
		await end(tx, user, row.id, page);
		await tx`insert into response_sections (response_id, page, person_id, note, due_on, given_by)
			values (${row.id}, ${page}, ${person}, ${note}, ${dueOn}, ${user.id})`;
		const detail = { page, person, note, dueOn };
		await audit.record(tx, user.id, 'section.give', `response/${row.id}`, detail);
		return list(tx, row.id);
	});
}

/** Takes a section back, also after the campaign has closed. Throws `section.unknown`. */
export async function takeBack(sql: Sql, user: User, slug: string, page: string): Promise<Given[]> {
	return held(sql, user, slug, async (tx, row) => {
		const person = await end(tx, user, row.id, page);
		if (person === undefined) throw new Problem('section.unknown');
		const detail = { page, person };
		await audit.record(tx, user.id, 'section.take-back', `response/${row.id}`, detail);
	});
}

/** The person who has a section says that it is done, or not yet. Throws `section.*`. */
export async function mark(
	sql: Sql,
	user: User,
	slug: string,
	page: string,
	done: boolean
): Promise<Given[]> {
	return held(sql, user, slug, async (tx, row) => {
		const given = (await list(tx, row.id)).find((one) => one.page === page);
		if (!given) throw new Problem('section.unknown');
		if (given.personId !== user.id || !given.holds) throw new Problem('section.not-holder');
		if ((given.doneAt !== null) === done) return;
		await tx`update response_sections set done_at = ${done ? tx`now()` : null}
			where response_id = ${row.id} and page = ${page} and ended_at is null`;
		const verb = done ? 'section.done' : 'section.reopen';
		await audit.record(tx, user.id, verb, `response/${row.id}`, { page });
	});
}

async function held(
	sql: Sql,
	user: User,
	slug: string,
	work: (tx: Sql, row: forms.Row) => Promise<void>
): Promise<Given[]> {
	const { campaign } = await forms.enter(sql, user, slug);
	return atomically(sql, async (tx) => {
		const row = await forms.lock(tx, campaign.id, user.unitId);
		if (!row) throw new Problem('section.unknown');
		await users.hold(tx, user);
		await work(tx, row);
		return list(tx, row.id);
	});
}

async function end(tx: Sql, user: User, responseId: string, page: string) {
	const [ended] = await tx<{ personId: number }[]>`
		update response_sections set ended_at = now(), ended_by = ${user.id}
		where response_id = ${responseId} and page = ${page} and ended_at is null
		returning person_id`;
	return ended?.personId;
}

/** Throws `response.not-your-section` when a question lies in a section that somebody else holds. */
export async function allowAnswers(
	tx: Sql,
	user: User,
	row: forms.Row,
	version: SurveyVersion,
	questions: readonly string[]
): Promise<void> {
	const given = await list(tx, row.id);
	if (given.length === 0) return;
	const pages = new Map(version.fields.map(({ name, page }) => [name, page]));
	const holderOf = (question: string) => heldByOther(given, pages.get(question) ?? '', user.id);
	const foreign = questions.filter(holderOf);
	const holder = foreign[0] === undefined ? undefined : holderOf(foreign[0]);
	if (!holder) return;
	throw new Problem('response.not-your-section', {
		section: titleOf(version, holder.page),
		page: holder.page,
		person: holder.person,
		questions: foreign,
		data: pick(row.draft, foreign),
		sections: given
	});
}

/** Throws `section.not-done` with the names of what is still in somebody's hands. */
export async function allowSubmission(
	tx: Sql,
	row: forms.Row,
	version: SurveyVersion
): Promise<void> {
	const open = (await list(tx, row.id)).filter(({ holds, doneAt }) => holds && doneAt === null);
	if (open.length === 0) return;
	throw new Problem('section.not-done', {
		sections: open.map(({ page, person }) => `${titleOf(version, page)} (${person})`).join('; '),
		pages: open.map(({ page }) => page)
	});
}
