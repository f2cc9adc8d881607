// The Admin API without the dashboard: for what others do behind its back, and for looking at what a server really holds.

import { createHash, randomInt } from 'node:crypto';

/** The paths that read and write a system setting, by dialect. */
export const SETTING_PATHS = {
  documented: { read: '/admin/get_setting', write: '/admin/modify_setting' },
  sdk: { read: '/admin/system/get_setting', write: '/admin/system/put_setting' },
};

/** Asks a server (see `startServer`) with its own secret. Gives the whole envelope. */
export async function ask({ url, secret }, path, body) {
  const [nonce, timestamp] = [String(randomInt(1e9)), String(Date.now())];
  const sign = createHash('sha1').update(`${nonce}|${secret}|${timestamp}`).digest('hex');
  const headers = { 'content-type': 'application/json; charset=utf-8', nonce, timestamp, sign };
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return JSON.parse(await response.text());
}

/** What a server holds; `undefined` where the setting is not set. */
export async function heldSetting(server, dialect, id) {
  const { code, result } = await ask(server, SETTING_PATHS[dialect].read, { id });
  if (code === 253) return undefined;
  if (code !== 0) throw new Error(`reading setting ${id} answered code ${code}`);
  return { value: result.value, desc: result.desc };
}

/** Writes a setting as another admin would. */
export async function changeSetting(server, dialect, id, value, desc = '') {
  const { code } = await ask(server, SETTING_PATHS[dialect].write, { id, value, desc });
  if (code !== 0) throw new Error(`writing setting ${id} answered code ${code}`);
}

/** What a server holds for a user; `undefined` where it is not set. */
export async function heldUserSetting(server, userId, scope, key = '') {
  const { code, result } = await ask(server, '/admin/user/get_setting', { userId, scope, key });
  if (code === 253) return undefined;
  if (code !== 0) throw new Error(`reading the user setting answered code ${code}`);
  return result?.value ?? undefined;
}

/** Writes a user's setting as a client or another admin would. */
export async function changeUserSetting(server, userId, scope, key, value) {
  const { code } = await ask(server, '/admin/user/put_setting', { userId, scope, key, value });
  if (code !== 0) throw new Error(`writing the user setting answered code ${code}`);
}
