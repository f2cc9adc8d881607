// A hoster's web server: the dashboard below any path, with whatever it answers for `config.json`.

import { createServer, request as ask } from 'node:http';

/** An answer for `config.json`. */
export const json = (value) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: typeof value === 'string' ? value : JSON.stringify(value),
});

/**
 * Serves what the gateway at `gatewayUrl` serves, below `base`, and ends with the test. `way` leads there from another origin,
 * see `origins.mjs`.
 *
 * `hoster.config` is the answer for `config.json` from then on, see `json`; none ends the connection.
 * `hoster.asked` counts who asked.
 */
export async function startHoster(t, gatewayUrl, { base = '/', config = { status: 404, body: '' }, way = (_, url) => url } = {}) {
  const hoster = { config, asked: 0 };
  const server = createServer((request, response) => {
    const path = `/${request.url.slice(base.length)}`;
    if (!request.url.startsWith(base)) return response.writeHead(404).end();
    if (path === '/config.json') {
      hoster.asked += 1;
      const { config } = hoster;
      if (!config) return request.destroy();
      return response.writeHead(config.status, config.headers).end(config.body);
    }
    forward(gatewayUrl, path, base, request, response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  hoster.url = (await way(t, `http://127.0.0.1:${server.address().port}`)) + base;
  return hoster;
}

function forward(gatewayUrl, path, base, request, response) {
  const headers = { ...request.headers, host: new URL(gatewayUrl).host, 'accept-encoding': 'identity' };
  const forwarded = ask(gatewayUrl + path, { method: request.method, headers }, (answer) => {
    const isPage = answer.headers['content-type']?.startsWith('text/html');
    if (base === '/' || !isPage) {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
      return;
    }
    const pieces = [];
    answer.on('data', (piece) => pieces.push(piece));
    answer.on('end', () => {
      const { 'content-length': _, ...kept } = answer.headers;
      const page = Buffer.concat(pieces).toString().replace('<base href="/">', `<base href="${base}">`);
      response.writeHead(answer.statusCode, kept).end(page);
    });
  });
  forwarded.on('error', () => response.destroy());
  request.pipe(forwarded);
}
