/**
 * Whether what a definition names exists: questions and choices of surveys, registers, other
 * indicators, items of the plan; and whether its unit, source and splits fit its formula.
 */
import type { Indicator } from '../../indicator.ts';
import { additiveKinds, dimensionsOf, sourcesOf, unitsOf } from '../../indicator/kinds.ts';
import {
	isOfAnswers,
	isOfForms,
	isOfRegister,
	unitSurvey,
	type Measure,
	type MeasureKind
} from '../../measure.ts';
import type { ProblemName } from '../../problem.ts';
import { registerOf, type RegisterKind } from '../../register.ts';
import { fold } from '../../vietnamese.ts';
import * as indicators from '../indicators.ts';
import * as plan from '../plan.ts';
import type { Sql } from '../postgres.ts';
import { questionFaults, type Catalogue } from './questions.ts';

export type Fault = {
	/** of the form */
	field: string;
	problem: ProblemName;
	details: Record<string, string | number>;
};

/** Everything that is wrong with a definition whose form is right. `id` null for a new one. */
export async function check(
	sql: Sql,
	id: string | null,
	content: indicators.Content,
	catalogue: Catalogue
): Promise<Fault[]> {
	const [all, items] = await Promise.all([indicators.all(sql), plan.items(sql)]);
	const known = new Set(items.map((item) => item.id));
	const namesake = all.find(
		(one) => one.id !== id && !one.isRetired && fold(one.nameVi) === fold(content.nameVi)
	);
	return [
		...content.planItems
			.filter((item) => !known.has(item))
			.map((item): Fault => ({
				...{ field: 'planItems', problem: 'indicator.unknown-plan-item', details: { item } }
			})),
		...(namesake ? [fault('nameVi', 'indicator.name-taken', { indicator: namesake.id })] : []),
		...(content.measure ? ofFormula(id, content, content.measure, catalogue, all) : []),
		...(content.measure ? fitting(content, content.measure) : [])
	];
}

const fault = (field: string, problem: ProblemName, details: Fault['details'] = {}): Fault => ({
	field,
	problem,
	details
});

function ofFormula(
	id: string | null,
	content: Pick<indicators.Content, 'valueUnit'>,
	measure: Measure,
	catalogue: Catalogue,
	all: Indicator[]
): Fault[] {
	const faults: Fault[] = [];
	if (isOfAnswers(measure)) {
		faults.push(...questionFaults(measure, catalogue));
		if (
			measure.kind === 'index_of_answers' &&
			measure.ofAuthorities &&
			measure.survey !== unitSurvey
		)
			faults.push(fault('m_ofAuthorities', 'indicator.not-authorities'));
	}
	if (isOfForms(measure) && 'survey' in measure && !catalogue.has(measure.survey))
		faults.push(fault('m_survey', 'indicator.unknown-survey', { survey: measure.survey }));
	if (isOfRegister(measure)) faults.push(...registerFaults(id, measure));
	if (measure.kind === 'difference_of_groups') faults.push(...referenceFaults(id, measure, all));
	if (measure.kind === 'quotient')
		for (const side of [measure.numerator, ...measure.denominators])
			if (isOfAnswers(side))
				faults.push(
					...questionFaults(side, catalogue).map((one) => ({ ...one, field: 'm_numerator' }))
				);
	if (measure.second) {
		const { second } = measure;
		const inner = ofFormula(id, second, second.measure, catalogue, all);
		faults.push(...inner.map((one) => ({ ...one, field: 'm_second' })));
		if (!unitsOf[second.measure.kind].includes(second.valueUnit))
			faults.push(unitFault('m_second', second.measure.kind, second.valueUnit));
	}
	return faults;
}

/** Which registers each kind can be computed from. */
const registersFor: Partial<Record<MeasureKind, readonly RegisterKind[]>> = {
	sum_of_entries: ['count'],
	ratio_of_entries: ['share', 'ratio'],
	median_of_entries: ['days'],
	latest_of_entries: ['stock'],
	state_of_entries: ['state'],
	units_in_state: ['state']
};

function registerFaults(id: string | null, measure: Measure): Fault[] {
	const register = id === null ? undefined : registerOf(id);
	const indicator = id ?? '–';
	if (!register) return [fault('m_kind', 'indicator.no-register', { indicator })];
	const fits =
		registersFor[measure.kind]?.includes(register.kind) &&
		(measure.kind !== 'sum_of_entries' || !measure.field || register.beside !== null) &&
		(measure.kind !== 'units_in_state' || measure.step < register.steps.length) &&
		(measure.kind !== 'ratio_of_entries' || !measure.mayExceed || register.kind === 'ratio');
	return fits ? [] : [fault('m_kind', 'indicator.register-does-not-fit', { indicator })];
}

function referenceFaults(
	id: string | null,
	{ of, dimension }: Extract<Measure, { kind: 'difference_of_groups' }>,
	all: Indicator[]
): Fault[] {
	const found = all.find((one) => one.id === of && !one.isRetired);
	if (of === id) return [fault('m_of', 'indicator.refers-to-itself', { indicator: of })];
	if (!found?.measure) return [fault('m_of', 'indicator.unknown-indicator', { indicator: of })];
	// One step only: a difference of differences would go round in circles.
	if (found.measure.kind === 'difference_of_groups')
		return [fault('m_of', 'indicator.refers-to-itself', { indicator: of })];
	if (!found.dimensions.includes(dimension))
		return [fault('m_dimension', 'indicator.split-does-not-fit', { dimension })];
	return [];
}

function unitFault(field: string, kind: MeasureKind, unit: string): Fault {
	return fault(field, 'indicator.unit-does-not-fit', { unit, known: unitsOf[kind].join(', ') });
}

/** Unit, source, splits and adding up, against the formula. */
function fitting(content: indicators.Content, measure: Measure): Fault[] {
	const { valueUnit, source, dimensions, additive } = content;
	const possible = dimensionsOf(measure);
	const sources = sourcesOf(measure);
	return [
		...(unitsOf[measure.kind].includes(valueUnit)
			? []
			: [unitFault('valueUnit', measure.kind, valueUnit)]),
		...(sources.includes(source)
			? []
			: [fault('source', 'indicator.source-does-not-fit', { source, known: sources.join(', ') })]),
		...dimensions
			.filter((dimension) => !possible.includes(dimension))
			.map((dimension) => fault('dimensions', 'indicator.split-does-not-fit', { dimension })),
		...(additive && !additiveKinds.includes(measure.kind)
			? [fault('additive', 'indicator.not-additive')]
			: [])
	];
}
