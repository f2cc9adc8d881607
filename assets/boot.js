// Starts the app, and says what happened where it can't start or ends: never a white page.
// It is plain JavaScript in a file of its own because the strict CSP allows no inline script, and because what
// explains a broken WASM module can't be in that module.

const script = document.querySelector("script[data-wasm]");

// Asked for while the module is on its way; the app takes it from here, and says what is wrong with it.
window.firetowerConfig = fetch(new URL("config.json", document.baseURI), { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(15_000) });
window.firetowerConfig.catch(() => {});

const words = {
  en: {
    boot: "Firetower could not start",
    bootWhy: "Part of the app did not load. The server may be unreachable, an upgrade may have replaced its files, or a policy may block WebAssembly in this browser.",
    panic: "Firetower stopped",
    panicWhy: "The app ran into a fault of its own and ended, so that nothing wrong is shown or sent. Drafts are kept in this browser; the secret is asked for again.",
    reload: "Reload",
    happened: "What happened",
  },
  zh: {
    boot: "Firetower 无法启动",
    bootWhy: "应用的一部分未能加载。可能是服务器无法访问、升级后文件已被替换，或浏览器策略禁止了 WebAssembly。",
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

try {
  const { default: init } = await import(new URL(script.dataset.js, document.baseURI).href);
  await init({ module_or_path: new URL(script.dataset.wasm, document.baseURI).href });
} catch (error) {
  explain("boot", String(error));
}
