// Registers the service worker, asks it things, and says when a page was kept. Other modules import only this one:
// every page names it, so it is kept with every page.

const worker = "serviceWorker" in navigator ? navigator.serviceWorker : null;
const root = document.documentElement;

export const canKeep = worker !== null;

export function dateWords(iso, locale, options) {
  return new Intl.DateTimeFormat(locale.replace("_", "-"), options).format(new Date(iso));
}

// The worker's answer; rejects with an error that has the name of the worker's own.
export async function ask(question) {
  const { active } = await worker.ready;
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => (data.error ? reject(new DOMException("", data.error)) : resolve(data.answer));
    active.postMessage(question, [port2]);
  });
}

function showWhenKept() {
  const notice = document.querySelector("[data-offline-notice]");
  const time = notice.querySelector("time");
  time.dateTime = root.dataset.keptOn;
  time.textContent = [{ dateStyle: "long" }, { timeStyle: "short", hourCycle: "h23" }]
    .map((style) => dateWords(time.dateTime, notice.dataset.locale, style))
    .join(" ");
  notice.hidden = false;
}

async function register() {
  try {
    await worker.register("/sw.js");
    // The first page came before there was a worker that could keep it.
    if (!worker.controller && !location.search) await ask({ ask: "keep", path: location.pathname });
  } catch {
    // No storage, or no network: the site works as it does without a worker.
  }
}

for (const button of document.querySelectorAll("[data-retry]")) {
  button.addEventListener("click", () => location.reload());
}
if (root.dataset.keptOn) showWhenKept();
if (worker) {
  // After everything else: the page itself comes first.
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}
