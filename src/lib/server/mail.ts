/**
 * Mail through the operator's server. The address of the sender stands in `SMTP_URL` (`?from=`), is
 * the account's own where that is an address, or is made from the host of the site.
 */
import { createTransport } from 'nodemailer';
import { isEmail } from '../user.ts';
import { tidy } from '../vietnamese.ts';

export type Message = {
	/** the same for every attempt, so that a mail server can tell a repeat */
	key: string;
	to: string;
	subject: string;
	text: string;
};

export type Mail = {
	/** Throws {@link Refused}. */
	send: (message: Message) => Promise<void>;
	close: () => void;
};

/** `lasting`: the server will not take this message at any time. */
export class Refused extends Error {
	readonly lasting: boolean;
	constructor(reason: string, lasting: boolean) {
		super(reason);
		this.lasting = lasting;
	}
}

const senderName = 'Thước đo PBGDPL';

/** @param url `smtp://user:password@host:587?from=…`; @param origin the address of this site */
export function open(url: string, origin: string): Mail {
	const address = new URL(url);
	const account = decodeURIComponent(address.username);
	const from = [address.searchParams.get('from') ?? '', account].find(isEmail);
	address.searchParams.delete('from');
	const host = new URL(origin).hostname;
	const transport = createTransport(
		{
			url: address.href,
			...{ connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 },
			// The text is ours: no file or address in it is ever fetched.
			...{ disableFileAccess: true, disableUrlAccess: true }
		},
		{ from: { name: senderName, address: from ?? `thuoc-do@${host}` } }
	);
	return {
		send: async ({ key, to, subject, text }) => {
			// An address of ours is checked when the account is made; a header needs it once more.
			if (!isEmail(to)) throw new Refused('the address cannot be used', true);
			try {
				await transport.sendMail({
					to: { name: '', address: to },
					subject: tidy(subject),
					text,
					messageId: `<${key}@${host}>`,
					headers: { 'Auto-Submitted': 'auto-generated' }
				});
			} catch (error) {
				const { responseCode, message } = error as { responseCode?: number; message: string };
				throw new Refused(tidy(message).slice(0, 500), (responseCode ?? 0) >= 500);
			}
		},
		close: () => transport.close()
	};
}
