// Servers of a test's own, for rows and files that the simulator does not make; and the page that shows a file.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { after } from 'node:test';

import { askFiles } from './api.mjs';
import { signIn } from './sign-in.mjs';
import { pages } from './world.mjs';

/** A web server that ends with the test file. `asked` is what came: method, path and headers. */
export async function webServer(answer) {
  const asked = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    asked.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    answer(request, response, body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}`, asked };
}

/** An IM server that takes every secret and gives the rows that it was given, by UID: JSON as text, or an object. */
export const rowServer = (rows) =>
  webServer(({ url }, response, body) => {
    const row = rows[/"messageUid":(\d+)/.exec(body)?.[1]];
    const file = typeof row === 'object' ? JSON.stringify(row) : row;
    const result = { '/admin/get_setting': '{"id":1,"value":"1","desc":""}', '/admin/file/get': file }[url];
    const answer = result ? `{"code":0,"msg":"success","result":${result}}` : '{"code":253,"msg":"not exist"}';
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
  });

/** The newest 200 files of a demo's user, with their UIDs as text. */
export const newestFiles = (server) =>
  askFiles(server, '/admin/file/user_files', { userId: 'u0001', offset: 0, desc: true, count: 200 });

/** A page that has a file of this server open; `show` opens another one, without a reload. */
export async function openFile(t, { url, servers }, slug, uid, options = {}) {
  const opened = await pages(t, url).open({ refresh: 'off', connections: [{ slug }], ...options });
  const { page, context } = opened;
  const fetched = [];
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== url) fetched.push(request);
  });
  await signIn(page, `/c/${slug}/files?view=message&uid=${uid}`, servers[slug]?.secret ?? 'any-secret');
  /** What stands beside a label. */
  const field = (label) =>
    page.getByRole('term').filter({ hasText: label instanceof RegExp ? label : new RegExp(`^${label}$`) })
      .locator('xpath=following-sibling::dd[1]');
  await field(/^(Message UID|消息 UID)$/).waitFor();
  return {
    ...opened,
    /** What was asked of other origins since the page began. */
    fetched,
    field,
    preview: page.getByRole('region', { name: 'Preview', exact: true }),
    async show(wanted) {
      await page.evaluate((address) => {
        history.pushState(null, '', address);
        dispatchEvent(new PopStateEvent('popstate'));
      }, `/c/${slug}/files?view=message&uid=${wanted}`);
      await field('Message UID').getByText(wanted, { exact: true }).waitFor();
    },
  };
}
