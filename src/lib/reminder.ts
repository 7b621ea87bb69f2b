/** Reminders: one message to one address of a unit that has not answered, kept as it was sent. */
export const reminderStates = [
	...(['queued', 'sending', 'sent', 'failed', 'kept', 'unreachable', 'answered'] as const)
];
export type ReminderState = (typeof reminderStates)[number];

export type Reminder = {
	id: number;
	unitId: number;
	unit: string;
	/** null when the unit has no account in use */
	email: string | null;
	subject: string;
	state: ReminderState;
	attempts: number;
	/** what the mail server said last */
	error: string | null;
	/** ISO 8601 */
	orderedAt: string;
	/** null = by itself, before the closing time */
	orderedBy: string | null;
	/** ISO 8601 */
	settledAt: string | null;
};

/** What ordering reminders did, or would do. */
export type Ordered = {
	/** units that get a message */
	units: number;
	messages: number;
	/** units without an account in use */
	unreachable: number;
	/** units left out because they were reminded today already */
	skipped: number;
};

/** Attempts at one message before it counts as failed. */
export const mostAttempts = 6;

/** Milliseconds to wait after the attempt of this number: one minute, then five times as long each. */
export function pauseAfter(attempts: number): number {
	return Math.min(6 * 3_600_000, 60_000 * 5 ** (attempts - 1));
}
