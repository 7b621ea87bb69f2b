/**
 * What every row of an export begins with: whose answers they are and how they came in. Units are
 * named; of a citizen nothing is said but the locality, the way the answer came and what was noticed.
 * The hash of a citizen's answers stays inside too, for texts that were not cleared could be tried
 * against it.
 */
import { exportFile as words } from '../messages/export-file.ts';

export type FrameColumn = {
	name: string;
	/** what it holds, in words */
	text: string;
	/** its format in SPSS */
	format: string;
};

export type Frame = {
	columns: readonly FrameColumn[];
	/** the column that says where the answer belongs */
	place: string;
};

function frame(
	place: string,
	formats: Record<string, string>,
	texts: Record<string, string>
): Frame {
	const columns = Object.entries(formats).map(([name, format]) => ({
		...{ name, format },
		text: texts[name] ?? ''
	}));
	return { columns, place };
}

export const unitFrame = frame(
	'unit_code',
	{
		id: 'A36',
		unit_code: 'A20',
		unit_name: 'A300',
		region: 'A150',
		survey_version: 'F8.0',
		response_version: 'F8.0',
		submitted_at: 'A24',
		state: 'A20',
		hash: 'A64'
	},
	words.frame
);

export const citizenFrame = frame(
	'locality_code',
	{
		id: 'A36',
		number: 'F12.0',
		locality_code: 'A20',
		locality_name: 'A300',
		region: 'A150',
		survey_version: 'F8.0',
		link_kind: 'A10',
		source: 'A10',
		received_at: 'A24',
		seconds: 'F12.0',
		flags: 'A200',
		decision: 'A10'
	},
	words.citizenFrame
);
