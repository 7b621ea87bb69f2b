/**
 * Whether a share is reliable enough to be shown. Source: J. D. Parker et al., National Center for Health
 * Statistics Data Presentation Standards for Proportions, Vital Health Stat. 2(175) (2017).
 */
import { amount, count, positive, Refusal } from '../refusal.ts';
import { beta, student } from '../numerics/distributions.ts';

export type Decision =
	| 'present'
	/** shown, with a note that its complement is not reliable */
	| 'present_footnote_complement'
	/** somebody looks at it first */
	| 'review'
	| 'suppress';

export type Presentation = {
	/** p(1−p)/se²; n when the share is 0 or 1 */
	effective: number;
	/** the same times (t_{n−1}/t_degrees)², at most n */
	adjusted: number;
	/** Korn-Graubard */
	low: number;
	high: number;
	width: number;
	/** per cent of the share, and of its complement; NaN where that is 0 */
	relative: number;
	relativeOfComplement: number;
	decision: Decision;
};

/**
 * The interval [B(α/2; x, m−x+1), B(1−α/2; x+1, m−x)], m the adjusted effective number and x = pm (E. L. Korn,
 * B. I. Graubard, Surv. Methodol. 24 (1998) 193), and the decision in this order: fewer than 30 people or
 * effective people, or a width of 30 points: suppress. Share 0 or 1, or fewer than 8 degrees: review. Width up
 * to 5 points: present. Relative width above 130 %: suppress; that of the complement: a footnote.
 */
export function presentation(
	share: number,
	n: number,
	error: number,
	degrees: number,
	level = 0.95
): Presentation {
	if (!(share >= 0 && share <= 1)) throw new Refusal('out-of-bounds', 'share');
	if (count(n, 'respondents') < 2) throw new Refusal('too-few', 'respondents');
	amount(error, 'standard error');
	positive(degrees, 'degrees');
	const edge = share === 0 || share === 1;
	if (error === 0 && !edge) throw new Refusal('not-positive', 'standard error');
	const tail = (1 - level) / 2;
	const effective = edge ? n : (share * (1 - share)) / error ** 2;
	const factor = student.quantile(1 - tail, n - 1) / student.quantile(1 - tail, degrees);
	const adjusted = edge ? n : Math.min(n, effective * factor ** 2);
	const x = share * adjusted;
	const low = share === 0 ? 0 : beta.quantile(tail, x, adjusted - x + 1);
	const high = share === 1 ? 1 : beta.quantile(1 - tail, x + 1, adjusted - x);
	const width = high - low;
	const part = (of: number) => (of > 0 ? (100 * width) / of : NaN);
	const relative = part(share);
	const relativeOfComplement = part(1 - share);
	return {
		effective,
		adjusted,
		low,
		high,
		width,
		relative,
		relativeOfComplement,
		decision: decide()
	};

	function decide(): Decision {
		if (n < 30 || effective < 30 || width >= 0.3) return 'suppress';
		const narrow = width <= 0.05;
		if (!narrow && relative > 130) return 'suppress';
		if (edge || degrees < 8) return 'review';
		return !narrow && relativeOfComplement > 130 ? 'present_footnote_complement' : 'present';
	}
}
