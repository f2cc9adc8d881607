// The API console, opened and signed in.

import { signIn } from './sign-in.mjs';
import { pages } from './world.mjs';

/** Opens the console of a server and gives what an admin uses of it. `at` is the query of its address. */
export async function openConsole(t, url, server, slug, { at = '', environment = 'test', ...options } = {}) {
  const opened = await pages(t, url).open({ refresh: 'off', connections: [{ slug, name: `IM ${slug}`, environment }], ...options });
  const { page } = opened;
  await signIn(page, `/c/${slug}/console${at}`, server.secret);
  return {
    ...opened,
    sentTo: async (path) => (await server.control.requests()).filter((request) => request.path === path),
    search: page.getByRole('searchbox', { name: /^(Search calls|搜索接口)$/ }),
    path: page.getByRole('textbox', { name: /^(Path|路径)/ }),
    body: page.getByRole('textbox', { name: /^(Body|请求体)/ }),
    send: page.getByRole('region', { name: /^(Request|请求)$/ }).getByRole('button', { name: /^(Send to|发送到)/ }),
    answer: page.getByRole('region', { name: /^(Answer|响应)$/ }),
  };
}
