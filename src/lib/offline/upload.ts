/** Sends one file under a question; sent again after a broken line, it is the same attachment. */
import type { Attachment } from '../attachment.ts';
import type { WaitingFile } from './store.ts';

export type Uploaded =
	| { kind: 'kept'; attachment: Attachment }
	/** the server says what is wrong with it */
	| { kind: 'refused'; sentence: string }
	| { kind: 'signed-out' }
	/** later: no network, or the server is not well */
	| { kind: 'waiting' };

export type Sendable = Pick<WaitingFile, 'response' | 'campaign' | 'question' | 'name' | 'content'>;

const address = ({ response, campaign, question, name }: Sendable) =>
	`/api/v1/campaigns/${campaign}/attachments?${new URLSearchParams({ response, question, name })}`;
const type = 'application/octet-stream';

export async function upload(file: Sendable): Promise<Uploaded> {
	try {
		const answer = await fetch(address(file), {
			method: 'POST',
			headers: { 'content-type': type },
			body: file.content
		});
		return read(answer.status, await answer.text());
	} catch {
		return { kind: 'waiting' };
	}
}

/** The same, telling how much has gone out: 0 to 1. Pages only: workers cannot. */
export function uploadSeen(file: Sendable, onpart: (part: number) => void): Promise<Uploaded> {
	return new Promise((done) => {
		const request = new XMLHttpRequest();
		request.open('POST', address(file));
		request.setRequestHeader('content-type', type);
		request.upload.onprogress = ({ loaded, total }) => onpart(total > 0 ? loaded / total : 0);
		request.onload = () => done(read(request.status, request.responseText));
		request.onerror = () => done({ kind: 'waiting' });
		request.send(file.content);
	});
}

function read(status: number, text: string): Uploaded {
	if (status === 401) return { kind: 'signed-out' };
	if (status >= 500 || status === 408 || status === 429) return { kind: 'waiting' };
	try {
		const answer = JSON.parse(text) as Attachment & { title?: string };
		if (status < 300) return { kind: 'kept', attachment: answer };
		return { kind: 'refused', sentence: answer.title ?? '' };
	} catch {
		return { kind: 'waiting' };
	}
}
