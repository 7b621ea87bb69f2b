/** Two indices of the United Nations that others are compared with, by their published formulas. */
import { finite, positive, Refusal } from '../refusal.ts';

export type Development = { health: number; education: number; income: number; index: number };

/**
 * Human development index: goalposts life expectancy 20–85 years, expected schooling 0–18 and mean
 * schooling 0–15 years (their mean), ln of income per head between 100 and 75 000 dollars (PPP); the
 * geometric mean of the three. Each part is held within 0–1. Source: UNDP, Human Development Report,
 * technical note 1.
 */
export function humanDevelopment(
	lifeExpectancy: number,
	expectedSchooling: number,
	meanSchooling: number,
	income: number
): Development {
	const between = (value: number, low: number, high: number) =>
		Math.min(1, Math.max(0, (value - low) / (high - low)));
	const health = between(positive(lifeExpectancy, 'life expectancy'), 20, 85);
	const education =
		(between(finite(expectedSchooling, 'schooling'), 0, 18) +
			between(finite(meanSchooling, 'schooling'), 0, 15)) /
		2;
	const logs = [income, 100, 75_000].map((value) => Math.log(positive(value, 'income')));
	const share = between(logs[0]!, logs[1]!, logs[2]!);
	return { health, education, income: share, index: Math.cbrt(health * education * share) };
}

/**
 * E-government development index: the mean of online services, telecommunication and human capital,
 * each 0–1. Source: UN DESA, E-Government Survey.
 */
export function electronicGovernment(
	services: number,
	telecommunication: number,
	humanCapital: number
): number {
	for (const part of [services, telecommunication, humanCapital])
		if (!(finite(part, 'part') >= 0 && part <= 1)) throw new Refusal('out-of-bounds', 'part');
	return (services + telecommunication + humanCapital) / 3;
}
