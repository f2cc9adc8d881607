// What WebAssembly's memory holds, read as a debugger reads it.

/** How many times each text stands in the page's WebAssembly memory, as UTF-8. */
export async function inWasmMemory(page, texts) {
  const session = await page.context().newCDPSession(page);
  try {
    const { result: prototype } = await session.send('Runtime.evaluate', { expression: 'WebAssembly.Memory.prototype' });
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: prototype.objectId });
    const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId, arguments: [{ value: texts }], returnByValue: true, functionDeclaration: `function (texts) {
        const memories = this.map((memory) => new Uint8Array(memory.buffer));
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
      }`,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  } finally {
    await session.detach();
  }
}
