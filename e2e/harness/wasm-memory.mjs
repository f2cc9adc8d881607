// What WebAssembly's memory holds, each byte of it.

/** Lets `inWasmMemory` read the memory of what this page loads from now on. */
export const watchWasmMemory = (page) => page.addInitScript(() => {
  window.wasmMemories = [];
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const itself = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await itself.apply(WebAssembly, given);
      // Under a name that the build made short.
      const exported = Object.values((made.instance ?? made).exports);
      window.wasmMemories.push(...exported.filter((value) => value instanceof WebAssembly.Memory));
      return made;
    };
  }
});

/** How many times each text stands in the page's WebAssembly memory, as UTF-8. */
export const inWasmMemory = (page, texts) => page.evaluate((texts) => {
  const memories = window.wasmMemories.map((memory) => new Uint8Array(memory.buffer));
  if (memories.length === 0) throw new Error('no memory was found');
  return texts.map((text) => {
    const bytes = new TextEncoder().encode(text);
    let count = 0;
    for (const memory of memories) {
      for (let at = memory.indexOf(bytes[0]); at >= 0; at = memory.indexOf(bytes[0], at + 1)) {
        if (bytes.every((byte, index) => memory[at + index] === byte)) count += 1;
      }
    }
    return count;
  });
}, texts);
