// Starts the app, and says what happened where it can't start or ends: never a white page.
// It is plain JavaScript in a file of its own because the strict CSP allows no inline script, and because what
// explains a broken WASM module can't be in that module. The browser checks this file, the stylesheet and the loader
// against the digests in the page; the module is checked below, and the loader checks those that come later.

const script = document.querySelector("script[data-wasm]");
const loader = document.querySelector("script[data-wasm] ~ script[src]");
// What the page says where this script does not run.
document.querySelector(".unstarted")?.remove();

// Asked for while the module is on its way; the app takes it from here, and says what is wrong with it.
window.firetowerConfig = fetch(new URL("config.json", document.baseURI), { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(15_000) });
window.firetowerConfig.catch(() => {});

const words = {
  en: {
    boot: "Firetower could not start",
    bootWhy: "Part of the app did not load. The server may be unreachable, an upgrade may have replaced its files, or a policy may block WebAssembly in this browser.",
    altered: "Firetower did not start",
    alteredWhy: "A file of the app is not the one that belongs to this page. A half-finished upgrade, a cache or a proxy can cause that, and so can somebody who changes what you load. Nothing of it was run. If reloading does not help, ask whoever runs this site.",
    panic: "Firetower stopped",
    panicWhy: "The app ran into a fault of its own and ended, so that nothing wrong is shown or sent. Drafts are kept in this browser; the secret is asked for again.",
    reload: "Reload",
    happened: "What happened",
  },
  zh: {
    boot: "Firetower 无法启动",
    bootWhy: "应用的一部分未能加载。可能是服务器无法访问、升级后文件已被替换，或浏览器策略禁止了 WebAssembly。",
    altered: "Firetower 未启动",
    alteredWhy: "应用的某个文件与此页面不匹配。原因可能是升级尚未完成、缓存或代理，也可能是有人篡改了加载内容。该文件未被执行。如果重新加载后仍然如此，请联系此站点的维护者。",
    panic: "Firetower 已停止",
    panicWhy: "应用自身出现故障并已终止，以免显示或发送错误内容。草稿保存在此浏览器中，密钥需要重新输入。",
    reload: "重新加载",
    happened: "发生了什么",
  },
};

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

let shown = false;

function explain(what, detail) {
  if (shown) return;
  shown = true;
  const language = (stored("firetower.lang") ?? navigator.language).startsWith("zh") ? "zh" : "en";
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  const theme = stored("firetower.theme");
  if (theme) document.documentElement.dataset.theme = theme;
  const say = words[language];

  const page = element("main", "fallen");
  const statement = element("section", "statement bad");
  statement.setAttribute("role", "alert");
  const body = element("div");
  body.append(element("h1", "say", say[what]), element("p", "why", say[`${what}Why`]));
  const reload = element("button", "btn go", say.reload);
  reload.type = "button";
  reload.addEventListener("click", () => location.reload());
  statement.append(body, reload);
  const details = element("details");
  details.append(element("summary", "", say.happened), element("pre", "code", detail));
  page.append(statement, details);
  document.body.replaceChildren(page);
  document.title = `${say[what]} · Firetower`;
  reload.focus();
}

// The app's panic hook calls this; WebAssembly can't be trusted to draw anything after a panic.
window.addEventListener("firetower:panic", (event) => explain("panic", String(event.detail)));

/** A file that is there and was refused is another one than the page expects. */
class Altered extends Error {}

/** Tells why the browser did not take a file: it says the same of one that is missing and of one that was changed. */
async function refused(url) {
  const answer = await fetch(url, { cache: "no-store" });
  const name = new URL(url).pathname.split("/").at(-1);
  return answer.ok ? new Altered(`${name} does not have the digest that index.html names`) : new Error(`${name}: HTTP ${answer.status}`);
}

/** Both scripts wait for the document, this one first: the loader's end is still to come. */
function loaded(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => refused(element.src).then(reject, reject));
  });
}

async function module() {
  const url = new URL(script.dataset.wasm, document.baseURI).href;
  const answer = await fetch(url, { integrity: script.dataset.wasmIntegrity }).catch(async () => {
    throw await refused(url);
  });
  if (!answer.ok) throw await refused(url);
  return answer;
}

try {
  const wasm = module();
  // Its failure is said below, after the loader's.
  wasm.catch(() => {});
  await loaded(loader);
  const sheet = document.querySelector('link[rel="stylesheet"]');
  if (!sheet.sheet) throw await refused(sheet.href);
  // The browser has it already, checked, and does not load it again.
  const { default: init } = await import(loader.src);
  await init({ module_or_path: wasm });
} catch (error) {
  explain(error instanceof Altered ? "altered" : "boot", String(error));
}
