// The simulator's remote control, on its own port and never through the gateway. See docs/SIMULATOR.md.

/** A client of `/simulator` at this address. Each call fails loudly when the simulator refuses it. */
export function control(url) {
  async function call(method, path, body) {
    const response = await fetch(`${url}/simulator/${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /simulator/${path}: ${response.status} ${text}`);
    return text;
  }

  return {
    /** `fault` as in docs/SIMULATOR.md; `path` limits it to one, `times` to so many requests, after `after` that pass. */
    addFault: (fault, { path, times, after } = {}) => call('PUT', 'faults', { fault, path, times, after }),
    clearFaults: () => call('DELETE', 'faults'),
    /** Everything asked so far, oldest first. Numbers beyond 2^53 are not exact here. */
    requests: async () => JSON.parse(await call('GET', 'requests')),
    clearRequests: () => call('DELETE', 'requests'),
    /** Sets the server's clock ahead of the machine's, or behind it where negative. */
    shiftClock: (offsetMs) => call('PUT', 'clock', { offset_ms: offsetMs }),
    restoreClock: () => call('DELETE', 'clock'),
    /** Changes some of the habits of docs/SIMULATOR.md and leaves the others. */
    setHabits: (habits) => call('PUT', 'habits', habits),
    restoreHabits: () => call('DELETE', 'habits'),
    /** The nodes that health answers with from now on. */
    setNodes: (nodes) => call('PUT', 'nodes', { nodes }),
    restoreNodes: () => call('DELETE', 'nodes'),
  };
}
