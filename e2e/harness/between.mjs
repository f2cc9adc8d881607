// A proxy with a clock of its own, which remembers what it could sign with.

import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';
import { after } from 'node:test';

/**
 * What lies between: it keeps what it could sign with (`seen`), and its clock is `told.aheadMs` ahead of the truth. It lets any
 * page read it. `told.mute`: of what is refused it passes on the status alone.
 */
export async function between(target) {
  const told = { aheadMs: 0, mute: false };
  const seen = [];
  const { hostname, port } = new URL(target);
  const server = createServer((request, response) => {
    const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'access-control-expose-headers': 'date' };
    if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
    const { nonce, timestamp, sign } = request.headers;
    if (sign) seen.push({ nonce, sign, timestamp: Number(timestamp) });
    const passed = ask({ hostname, port, path: request.url, method: request.method, headers: request.headers }, (answer) => {
      const date = new Date(Date.now() + told.aheadMs).toUTCString();
      response.writeHead(answer.statusCode, { ...cors, 'content-type': 'application/json', date });
      if (!told.mute || answer.statusCode !== 401) return answer.pipe(response);
      answer.resume();
      response.end();
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // With the file that started it.
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}`, told, seen };
}
