/**
 * What the door must know at the speed of answers: links by code with their place, and the field
 * catalogues of survey versions. Places never change, so they are kept; whether a link or a campaign
 * takes answers is asked inside every transaction, never here.
 */
import { isCode } from '../../citizen.ts';
import { Problem } from '../../problem.ts';
import type { Field } from '../../questionnaire/fields.ts';
import type { Sql } from '../postgres.ts';
import * as surveys from '../surveys.ts';

export type Place = {
	linkId: number | null;
	campaignId: number;
	surveyId: string;
	/** the campaign's own version */
	versionId: number;
	unitId: number;
	/** the province a commune belongs to */
	provinceId: number | null;
	invitedOnly: boolean;
};

export type Directory = {
	/** Throws `citizen.link-not-found`. */
	place: (code: unknown) => Promise<Place>;
	/** The fields of a version of this survey. Throws `survey.not-found`. */
	fields: (surveyId: string, versionId: number) => Promise<Field[]>;
};

const keptPlaces = 20_000;
/** The platform's own lists (provinces) and a campaign's version may change while it runs. */
const freshMs = 10_000;

export function open(sql: Sql): Directory {
	const places = new Map<string, { at: number; place: Promise<Place | undefined> }>();
	const versions = new Map<number, { at: number; version: ReturnType<typeof surveys.version> }>();

	return {
		async place(code) {
			if (!isCode(code)) throw new Problem('citizen.link-not-found');
			const now = Date.now();
			let known = places.get(code);
			if (!known || now - known.at > freshMs) {
				if (places.size >= keptPlaces) places.clear();
				known = { at: now, place: read(sql, code) };
				known.place.catch(() => places.delete(code));
				places.set(code, known);
			}
			const place = await known.place;
			if (!place) throw new Problem('citizen.link-not-found');
			return place;
		},
		async fields(surveyId, versionId) {
			const now = Date.now();
			let known = versions.get(versionId);
			if (!known || now - known.at > freshMs) {
				known = { at: now, version: surveys.version(sql, versionId) };
				known.version.catch(() => versions.delete(versionId));
				versions.set(versionId, known);
			}
			const version = await known.version;
			if (version.surveyId !== surveyId)
				throw new Problem('survey.not-found', { survey: surveyId });
			return version.fields;
		}
	};
}

async function read(sql: Sql, code: string): Promise<Place | undefined> {
	const [place] = await sql<Place[]>`
		select l.id as link_id, l.campaign_id, v.survey_id, c.survey_version_id as version_id,
			l.unit_id, unit.parent_id as province_id, l.invited_only
		from public_links l join campaigns c on c.id = l.campaign_id
		join survey_versions v on v.id = c.survey_version_id
		join lateral (select case when level = 'commune' then parent_id end as parent_id
			from unit_versions where unit_id = l.unit_id order by valid_from desc limit 1) unit on true
		where l.code = ${code}`;
	return place;
}

/** The place of a unit in a campaign without a link: answers on paper. Throws `record.not-found`. */
export async function placeOf(sql: Sql, campaignId: number, unitId: number): Promise<Place> {
	const [place] = await sql<Place[]>`
		select null::integer as link_id, c.id as campaign_id, v.survey_id,
			c.survey_version_id as version_id, ${unitId}::integer as unit_id,
			unit.parent_id as province_id, false as invited_only
		from campaigns c join survey_versions v on v.id = c.survey_version_id
		join lateral (select case when level = 'commune' then parent_id end as parent_id
			from unit_versions where unit_id = ${unitId} order by valid_from desc limit 1) unit on true
		where c.id = ${campaignId}`;
	if (!place) throw new Problem('record.not-found');
	return place;
}
