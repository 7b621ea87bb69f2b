/** The measure of what is possible: a bare Node server that only reads the body and says `ok`. */
import { createServer } from 'node:http';

const server = createServer((request, response) => {
	request.on('data', () => {});
	request.on('end', () => {
		response.writeHead(202, { 'content-type': 'text/plain', 'content-length': 2 });
		response.end('ok');
	});
});
server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
