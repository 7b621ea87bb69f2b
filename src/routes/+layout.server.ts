/** What every page knows: the person, the language, whether the data is simulated. */
export const load = ({ locals }) => ({
	user: locals.user,
	locale: locals.locale,
	simulated: locals.platform.simulated
});
