/** Where an export's rows come from: units' submitted forms, or citizens' answers that count. */
import type { SheetCell, Submission } from '#lib/export/sheets.ts';
import type { Answers } from '#lib/questionnaire/structure.ts';
import { groupOf } from '#lib/response.ts';
import type { SurveyVersion } from '#lib/survey.ts';
import * as attachments from '../attachments/attachments.ts';
import * as accepted from '../citizens/accepted.ts';
import { citizenGroup } from '../citizens/links.ts';
import type { Sql } from '../postgres.ts';
import * as received from '../received.ts';

/** One set of answers before its conditions are looked at. */
export type Found = Omit<Submission, 'version' | 'cells' | 'hidden'> & {
	surveyVersionId: number;
	/** who the form was put to, as its conditions name them */
	group: string;
	/** what its conditions are asked of */
	whole: Answers;
	/** the cells of the frame, given the number of the survey version */
	cellsOf: (version: number) => SheetCell[];
};

export type Source = {
	total: number;
	/** answers of citizens that were excluded by hand */
	excluded?: number;
	/** ids of the survey versions the answers were given to, the newest first */
	versionIds: number[];
	batches: (versions: readonly SurveyVersion[]) => AsyncIterable<Found[]>;
};

export async function units(tx: Sql, extent: received.Extent): Promise<Source> {
	return {
		total: await received.count(tx, extent),
		versionIds: await received.versionIds(tx, extent),
		batches: async function* (versions) {
			const fields = versions.flatMap((version) => version.fields);
			for await (const some of received.inBatches(tx, extent))
				yield (await attachments.withNames(tx, fields, some)).map((one) => ({
					id: one.id,
					place: one.unitCode,
					surveyVersionId: one.surveyVersionId,
					group: groupOf(one.level),
					data: one.data,
					whole: one.data,
					cellsOf: (version) => [
						...[one.id, one.unitCode, one.unitName, one.region, version, one.version],
						...[one.submittedAt.toISOString(), one.state, one.hash]
					]
				}));
		}
	};
}

export async function citizens(tx: Sql, extent: received.Extent): Promise<Source> {
	return {
		...(await accepted.count(tx, extent)),
		batches: async function* (versions) {
			const fields = new Map(versions.map((version) => [version.id, version.fields]));
			for await (const some of accepted.inBatches(tx, extent, fields))
				yield some.map((one) => ({
					id: one.id,
					place: one.unitCode,
					surveyVersionId: one.surveyVersionId,
					group: citizenGroup,
					data: one.data,
					whole: one.whole,
					withheld: one.withheld,
					cellsOf: (version) => [
						...[one.id, one.number, one.unitCode, one.unitName, one.region, version],
						...[one.linkKind, one.source, one.receivedAt.toISOString(), one.seconds],
						...[one.flags.join(', '), one.decision]
					]
				}));
		}
	};
}
