// The Admin API without the dashboard: for what others do behind its back, and for looking at what a server really holds.

import { createHash, randomInt } from 'node:crypto';

/** The paths that read and write a system setting, by dialect. */
export const SETTING_PATHS = {
  documented: { read: '/admin/get_setting', write: '/admin/modify_setting' },
  sdk: { read: '/admin/system/get_setting', write: '/admin/system/put_setting' },
};

/** Asks a server (see `startServer`) with its own secret. Gives the answer as text, with every digit. */
export async function askText({ url, secret }, path, body) {
  const [nonce, timestamp] = [String(randomInt(1e9)), String(Date.now())];
  const sign = createHash('sha1').update(`${nonce}|${secret}|${timestamp}`).digest('hex');
  const headers = { 'content-type': 'application/json; charset=utf-8', nonce, timestamp, sign };
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return response.text();
}

/** The same, as the whole envelope. Numbers beyond 2^53 are not exact here. */
export const ask = async (server, path, body) => JSON.parse(await askText(server, path, body));

/** The rows of a list of files, with their ids as text. `body` is the call's own, for the server's dialect. */
export async function askFiles(server, path, body) {
  const text = await askText(server, path, body);
  const { code, result } = JSON.parse(text.replaceAll(/"messageUid":(-?\d+)/g, '"messageUid":"$1"'));
  if (code !== 0) throw new Error(`${path} answered code ${code}`);
  return result;
}

/** The files of a conversation of type 1 (group), in either dialect. */
export function askGroupFiles(server, dialect, { user = 'u0001', target, line = 0, count, offset = 0, from, oldestFirst = false }) {
  const conversation = { type: 1, target, line };
  const body = dialect === 'sdk'
    ? { conversationType: 1, target, line, userId: user, offset, desc: !oldestFirst, count }
    : { userId: user, conversation, count, fromTime: from ?? (oldestFirst ? 0 : 4e12), order: oldestFirst ? 1 : 0 };
  return askFiles(server, '/admin/file/conversation_files', body);
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

/** The paths that read and write a pin, by dialect: the SDKs keep it as a user setting. */
export const PIN_PATHS = {
  documented: { read: '/admin/conversation/is_top', write: '/admin/conversation/top' },
  sdk: { read: '/admin/user/get_setting', write: '/admin/user/put_setting' },
};

const CONVERSATION_TOP = 3;

/** The body of a pin's call: `key` is `type-line-target`, `top` what is written. */
function pinBody(dialect, userId, key, top) {
  const [, type, line, target] = /^(\d+)-(\d+)-(.*)$/s.exec(key);
  if (dialect === 'sdk') return { userId, scope: CONVERSATION_TOP, key, value: top === undefined ? undefined : String(top) };
  return { userId, conversation: { type: Number(type), target, line: Number(line) }, top };
}

/** Whether a conversation is pinned for a user. */
export async function heldPin(server, dialect, userId, key) {
  const { code, result } = await ask(server, PIN_PATHS[dialect].read, pinBody(dialect, userId, key));
  if (code !== 0 && code !== 253) throw new Error(`reading the pin ${key} of ${userId} answered code ${code}`);
  return result?.value === true || result?.value === '1';
}

/** Pins or unpins as another admin would, or the user. */
export async function changePin(server, dialect, userId, key, pinned) {
  const { code } = await ask(server, PIN_PATHS[dialect].write, pinBody(dialect, userId, key, pinned ? 1 : 0));
  if (code !== 0) throw new Error(`writing the pin ${key} of ${userId} answered code ${code}`);
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
