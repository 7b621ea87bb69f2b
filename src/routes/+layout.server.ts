import * as deputies from '#lib/server/deputies.ts';

/** What every page knows: the person, the language, whether the data is simulated. */
export const load = async ({ locals: { sql, user, locale, platform } }) => ({
	user,
	locale,
	simulated: platform.simulated,
	/** by role, or for now as the deputy of one who does */
	reviews: user !== undefined && (await deputies.mayReview(sql, user))
});
