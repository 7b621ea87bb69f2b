/**
 * Crosstabs of a campaign. One compiler turns what is asked into a query with bound parameters, and
 * one place adds whose answers may be counted. Citizens' answers come from the warehouse, where set
 * aside and surplus ones never arrive and those excluded by a decision are left out; the few thousand forms of units come from the record.
 */
import type { User } from '../access.ts';
import type { Campaign } from '../campaign.ts';
import {
	axisOf,
	cubeOf,
	variablesOf,
	type Asked,
	type Axis,
	type Counted,
	type Cube,
	type Place,
	type Variable
} from '../crosstab.ts';
import { hiddenIn } from '../crosstab-hiding.ts';
import { placeAsked, tableOf, type Table } from '../crosstab-table.ts';
import { dayOf } from '../event.ts';
import { Problem } from '../problem.ts';
import type { Field } from '../questionnaire/fields.ts';
import { visibleUnits } from './access.ts';
import { facts } from './answers.ts';
import * as decided from './citizens/decided.ts';
import type { Sql } from './postgres.ts';
import * as received from './received.ts';
import * as surveys from './surveys.ts';
import * as units from './units.ts';
import type { Warehouse } from './warehouse.ts';

export type Crosstab = {
	asked: Asked;
	table: Table;
	row: Variable;
	column: Variable | undefined;
	variables: Variable[];
	places: Place[];
	/** answers under suspicion lie in the table, or would */
	suspicions: boolean;
};

/** Counts what is asked. Throws `crosstab.unknown` for what the campaign does not have. */
export async function make(
	sql: Sql,
	warehouse: Warehouse,
	user: User,
	campaign: Campaign,
	wanted: Partial<Asked>
): Promise<Crosstab> {
	const { fields } = await surveys.version(sql, campaign.surveyVersionId);
	const variables = variablesOf(fields);
	const asked = complete(wanted, variables);
	const find = (key: string) => {
		const variable = variables.find((one) => one.key === key);
		if (!variable) throw new Problem('crosstab.unknown', { what: key.slice(0, 80) });
		return variable;
	};
	const row = find(asked.row);
	const byPlace = asked.column === 'vung' || asked.column === 'tinh';
	const column = asked.column === '' || byPlace ? undefined : find(asked.column);
	const scope = await visibleUnits(sql, user);
	const { places, placeOf } = await placesOf(sql, scope);
	if (placeAsked(asked, places) < 0)
		throw new Problem('crosstab.unknown', { what: (asked.province || asked.region).slice(0, 80) });
	const axes: [Axis, Axis] = [axisOf(row), axisOf(column)];
	const counted =
		campaign.audience === 'citizens'
			? await kept(
					warehouse,
					`${campaign.id}/${await decided.latest(sql, warehouse, campaign.id)} ${row.key} ${column?.key ?? ''} ${user.unitId}`,
					() => ofCitizens(warehouse, campaign.id, [row, column], axes, placeOf, scope)
				)
			: await ofUnits(sql, campaign.id, fields, [row, column], axes, placeOf, scope);
	const clean = counted.filter(({ flagged }) => !flagged);
	const all = cubeOf(places, ...axes, counted);
	const cubes = {
		all,
		clean: clean.length < counted.length ? cubeOf(places, ...axes, clean) : all
	};
	const hidden = hiddenIn(cubes.all, cubes.clean);
	const which = asked.flagged ? 'all' : 'clean';
	const cube: Cube = cubes[which];
	return {
		asked,
		table: tableOf(asked, cube, hidden[which]),
		row,
		column,
		variables,
		places,
		suspicions: cubes.all !== cubes.clean
	};
}

function complete(wanted: Partial<Asked>, variables: readonly Variable[]): Asked {
	// The first question with several answers to tell apart; consent has only one.
	const first = variables.find(({ options }) => options.length > 2) ?? variables[0];
	return {
		...{ row: first?.key ?? '', column: '', region: '', province: '' },
		...{ flagged: true, unsure: true, of: 'respondents', share: 'cot' },
		...wanted
	};
}

type PlaceOf = Map<number, number>;

/** The nation, its regions and provinces, and the place of every unit in scope, as they are today. */
async function placesOf(
	sql: Sql,
	scope: number[] | undefined
): Promise<{ places: Place[]; placeOf: PlaceOf }> {
	const day = dayOf(Date.now());
	const [standing, regions] = await Promise.all([
		units.provinceOfEach(sql),
		units.regions(sql, day)
	]);
	const inScope = scope && new Set(scope);
	const seen = standing.filter(({ unitId }) => !inScope || inScope.has(unitId));
	const provinces = new Map(
		seen.flatMap(({ province, provinceName, region }) =>
			province === '' ? [] : [[province, { name: provinceName, region }] as const]
		)
	);
	const some = new Set([...provinces.values()].map(({ region }) => region));
	const places: Place[] = [
		{ code: '', kind: 'nation', name: '', region: '' },
		...regions
			.filter(({ code }) => some.has(code))
			.map(({ code, nameVi }) => ({ code, kind: 'region' as const, name: nameVi, region: '' })),
		...[...provinces].map(([code, { name, region }]) => ({
			...{ code, name, region },
			kind: 'province' as const
		})),
		{ code: '', kind: 'elsewhere', name: '', region: '' }
	];
	const index = new Map(places.map(({ kind, code }, at) => [`${kind}/${code}`, at]));
	const placeOf = new Map(
		seen.map(({ unitId, province }) => [
			unitId,
			index.get(province === '' ? 'elsewhere/' : `province/${province}`)!
		])
	);
	return { places, placeOf };
}

const keptMs = 60_000;
const keptTables = 100;
const memories = new WeakMap<Warehouse, Map<string, { at: number; counted: Promise<Found[]> }>>();

/** Counts of the last minute: another filter or share of the same table counts nothing anew. */
function kept(warehouse: Warehouse, key: string, count: () => Promise<Found[]>): Promise<Found[]> {
	const memory =
		memories.get(warehouse) ?? new Map<string, { at: number; counted: Promise<Found[]> }>();
	memories.set(warehouse, memory);
	const known = memory.get(key);
	if (known && Date.now() - known.at < keptMs) return known.counted;
	if (memory.size >= keptTables) memory.clear();
	const counted = count();
	memory.set(key, { at: Date.now(), counted });
	counted.catch(() => memory.delete(key));
	return counted;
}

type Pair = readonly [Variable, Variable | undefined];
type Found = Counted & { flagged: boolean };

/** Whether one respondent's sure options have to be counted apart. */
const hasBase = ({ several, options }: Variable) => several && options.some(({ unsure }) => unsure);

// Bits of a respondent's answers beside those of the options, which begin at 1.
const base = 61;
const answered = 62;
const blank = 63;

async function ofCitizens(
	warehouse: Warehouse,
	campaignId: number,
	pair: Pair,
	axes: readonly [Axis, Axis],
	placeOf: PlaceOf,
	scope: number[] | undefined
): Promise<Found[]> {
	const [one, other] = pair;
	const positions = (name: 'a' | 'b', variable: Variable | undefined) => {
		if (!variable) return '0';
		const known = `bitPositionsToArray(bitAnd(mask_${name}, {known_${name}:UInt64}))`;
		const any = variable.several ? `[${answered}]` : '[]';
		const sure = hasBase(variable)
			? `, if(bitAnd(mask_${name}, {sure_${name}:UInt64}) = 0, [], [${base}])`
			: '';
		return `arrayJoin(arrayConcat(${known}, if(mask_${name} = 0, [${blank}], ${any})${sure}))`;
	};
	const mask = (name: 'a' | 'b', variable: Variable | undefined) =>
		variable
			? `groupBitOr(if(question = {question_${name}:String} and item = {item_${name}:String},
				bitShiftLeft(toUInt64(1), indexOf({codes_${name}:Array(String)},
					if(code = '', toString(assumeNotNull(number)), toString(code)))), 0))`
			: '0';
	const matching = (name: 'a' | 'b') =>
		`(question = {question_${name}:String} and item = {item_${name}:String})`;
	const query = `select place, flagged, toUInt8(${positions('a', one)}) as a,
			toUInt8(${positions('b', other)}) as b, sum(people) as n
		from (
			select place, flagged, mask_a, mask_b, count() as people from (
				select respondent, any(transform(unit_id, {units:Array(UInt32)}, {places:Array(UInt16)},
						toUInt16(0))) as place,
					max(notEmpty(flags)) and respondent not in (${decided.numbers('keep')}) as flagged,
					${mask('a', one)} as mask_a, ${mask('b', other)} as mask_b
				from citizen_answers
				where campaign_id = {campaign:UInt32} and unit_id in {units:Array(UInt32)}
					and respondent not in (${decided.numbers('exclude')})
					and (${matching('a')}${other ? ` or ${matching('b')}` : ''})
				group by respondent
			) group by place, flagged, mask_a, mask_b
		) group by place, flagged, a, b`;
	const ids = [...placeOf.keys()].filter((id) => !scope || scope.includes(id));
	const rows = await warehouse.rows<{
		place: number;
		flagged: number;
		a: number;
		b: number;
		n: number;
	}>(query, {
		campaign: campaignId,
		units: ids,
		places: ids.map((id) => placeOf.get(id)!),
		...parametersOf('a', one),
		...(other && parametersOf('b', other))
	});
	const at = (axis: Axis, bit: number) => {
		if (axis.length === 1) return axis.all;
		if (bit === base) return axis.base;
		if (bit === answered) return axis.answered;
		return bit === blank ? axis.blank : bit - 1;
	};
	return rows.map(({ place, flagged, a, b, n }) => ({
		...{ place, n, flagged: flagged === 1 },
		a: at(axes[0], a),
		b: at(axes[1], b)
	}));
}

function parametersOf(name: 'a' | 'b', variable: Variable) {
	const { question, item, options } = variable;
	const bits = (wanted: (unsure: boolean) => boolean) =>
		options
			.reduce((sum, { unsure }, at) => (wanted(unsure) ? sum | (1n << BigInt(at + 1)) : sum), 0n)
			.toString();
	return {
		[`question_${name}`]: question,
		[`item_${name}`]: item,
		[`codes_${name}`]: options.map(({ code }) => code),
		[`known_${name}`]: bits(() => true),
		...(hasBase(variable) && { [`sure_${name}`]: bits((unsure) => !unsure) })
	};
}

async function ofUnits(
	sql: Sql,
	campaignId: number,
	fields: readonly Field[],
	[one, other]: Pair,
	axes: readonly [Axis, Axis],
	placeOf: PlaceOf,
	unitIds: number[] | undefined
): Promise<Found[]> {
	const names = [one, other].flatMap((variable) => variable?.question ?? []);
	const asked = fields.filter(({ name }) => names.includes(name));
	const found: Found[] = [];
	for await (const batch of received.answersTo(sql, { campaignId, unitIds }, names))
		for (const { unitId, data } of batch) {
			const given = facts(asked, data);
			const stand = (variable: Variable | undefined, axis: Axis): number[] => {
				if (!variable) return [axis.all];
				const codes = given
					.filter((fact) => fact.question === variable.question && fact.item === variable.item)
					.map(({ code, number }) => (code === '' ? String(number) : code));
				const chosen = variable.options.flatMap((option, index) =>
					codes.includes(option.code) ? [index] : []
				);
				if (chosen.length === 0) return [axis.blank];
				if (!variable.several) return chosen;
				const sure = hasBase(variable) && chosen.some((index) => !variable.options[index]!.unsure);
				return [...chosen, axis.answered, ...(sure ? [axis.base] : [])];
			};
			const place = placeOf.get(unitId);
			if (place === undefined) continue;
			const [down, across] = [stand(one, axes[0]), stand(other, axes[1])];
			if (down[0] === axes[0].blank && (!other || across[0] === axes[1].blank)) continue;
			for (const a of down)
				for (const b of across) found.push({ place, a, b, n: 1, flagged: false });
		}
	return found;
}
