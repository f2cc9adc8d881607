// A CORS proxy as there are many: it takes its target with each request, and lets any page read the answer.

import { once } from 'node:events';
import { createServer, request as ask } from 'node:http';

/**
 * Starts one. `/?url=<percent-encoded address>`, also behind a `;`, `/?…|<address as it is>` and `/raw/<address as it is>` are
 * forwarded, all else is a 404 that echoes what was asked. `asked` is every address that it was told to ask, as it read it, with
 * what stands in the request's line.
 */
export async function startCorsProxy() {
  const asked = [];
  const server = createServer((request, response) => {
    const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type, nonce, timestamp, sign' };
    if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
    const target = targetOf(request.url);
    asked.push({ method: request.method, line: request.url, target });
    if (!target) return response.writeHead(404, { ...cors, 'content-type': 'text/plain' }).end(`no target in ${request.url}`);
    const { hostname, port, pathname, search } = new URL(target);
    const { method, headers } = request;
    const passed = ask({ hostname, port, path: pathname + search, method, headers }, (answer) => {
      response.writeHead(answer.statusCode, { ...cors, 'content-type': answer.headers['content-type'] ?? 'text/plain' });
      answer.pipe(response);
    });
    passed.on('error', () => response.writeHead(502, { ...cors, 'content-type': 'text/plain' }).end('bad gateway'));
    request.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    asked,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function targetOf(line) {
  if (line.startsWith('/raw/')) return line.slice('/raw/'.length);
  const raw = line.match(/\|(http.*)$/);
  if (raw) return raw[1];
  const encoded = line.match(/[?&;]url=([^&;]*)/);
  return encoded && decodeURIComponent(encoded[1]);
}
