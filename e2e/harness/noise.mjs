// What a page says on the console. The dashboard says nothing, whatever happens.

/** Chromium's own lines, which no page can keep it from writing: each HTTP failure, and a header that plain http makes void. */
const BROWSERS_OWN = /^Failed to load resource: |^The Cross-Origin-Opener-Policy header has been ignored/;

/** Collects from now on; `check()` throws if anything was said. */
export function listenForNoise(page) {
  const heard = [];
  page.on('console', (message) => {
    if (BROWSERS_OWN.test(message.text())) return;
    heard.push(`console.${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => heard.push(`uncaught: ${error.message}`));
  page.on('crash', () => heard.push('the page crashed'));
  return {
    heard,
    check() {
      if (heard.length > 0) throw new Error(`the page was not silent:\n  ${heard.join('\n  ')}`);
    },
  };
}
