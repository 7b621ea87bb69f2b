/** The names and codes a row may call its unit by: today's, and those from before the mergers. */
import { dayOf } from '#lib/event.ts';
import { directoryOf, type Directory, type Named } from '#lib/import/unit-names.ts';
import type { Sql } from '../postgres.ts';
import * as units from '../units.ts';

export async function read(sql: Sql): Promise<Directory> {
	const versions = await units.everyVersion(sql);
	const today = dayOf(Date.now());
	const names = new Map<number, string>();
	for (const { id, name } of versions) names.set(id, name);
	const later = await units.lineage(sql);
	const latest = new Map(versions.map((unit) => [unit.id, unit]));
	const standing = (id: number) => {
		const unit = latest.get(id);
		return unit !== undefined && (unit.validTo === null || unit.validTo >= today);
	};
	/** The units that stand for one today. */
	const after = (id: number, seen = new Set<number>()): number[] => {
		if (seen.has(id)) return [];
		seen.add(id);
		const next = later.get(id) ?? [];
		if (next.length === 0 || standing(id)) return standing(id) ? [id] : [];
		return [...new Set(next.flatMap((one) => after(one, seen)))];
	};
	return directoryOf(
		versions.map((unit): Named => {
			const current = unit.validTo === null || unit.validTo >= today;
			return {
				unitId: unit.id,
				level: unit.level,
				code: unit.code,
				name: unit.name,
				fullName: unit.fullName,
				province: unit.level === 'commune' ? (names.get(unit.parentId ?? 0) ?? '') : '',
				current,
				goesOn: current
					? []
					: after(unit.id).map((id) => ({
							unitId: id,
							fullName: latest.get(id)?.fullName ?? ''
						}))
			};
		})
	);
}
