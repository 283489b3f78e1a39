// The service worker. While the network answers, its answer is what the reader sees, always. Without an answer: the
// page as it was kept, which says so, or the list of what is kept.

const PATIENCE = 10_000; // milliseconds until a network that says nothing counts as none
let refreshing = false;

async function fillShell() {
  const shell = await caches.open(SHELL);
  const files = new Set(SITE.shell);
  for (const path of Object.values(SITE.offline)) {
    const response = await get(path, "no-cache");
    if (!isPage(response)) throw new Error(`${path}: ${response.status}`);
    for (const file of filesIn(await response.clone().text())) files.add(file);
    await shell.put(path, response);
  }
  await keepFiles([...files], shell);
}

async function tidy() {
  const known = [SHELL, FILES, OPENED, SAVED];
  for (const name of await caches.keys()) if (!known.includes(name)) await caches.delete(name);
  await dropFiles();
}

// A new release takes over at once. It can: every page, open or kept, has files of its own, and the worker serves none
// of them under another's address.
addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(fillShell());
});
addEventListener("activate", (event) => event.waitUntil(inTurn(tidy).then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (isFile(url)) event.respondWith(file(request, url.pathname));
  else if (request.mode === "navigate" && (languageOf(url) || url.pathname === "/")) event.respondWith(page(event, url));
});

async function file(request, path) {
  const stored = await caches.match(path, { ignoreVary: true });
  if (stored && LASTING.test(path)) return stored;
  try {
    return await fetch(request);
  } catch {
    return stored ?? (await sibling(path)) ?? Response.error();
  }
}

// Of a picture one size is kept, and a browser may want another.
async function sibling(path) {
  if (!path.startsWith("/media/images/")) return undefined;
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const cache = await caches.open(FILES);
  const kept = (await cache.keys()).find(({ url }) => new URL(url).pathname.startsWith(folder));
  return kept && cache.match(kept);
}

async function page(event, url) {
  // Asked of the site itself, not of the browser's own cache, which may hold an older answer.
  const answer = fetch(event.request, mayKeep(url) ? { cache: "no-cache" } : {});
  event.waitUntil(answer.then((response) => remember(url, response.clone())).catch(() => {}));
  const kept = mayKeep(url) ? await find(url.pathname) : undefined;
  try {
    return await (kept ? Promise.race([answer, silence()]) : answer);
  } catch {
    return kept ? dated(kept) : offlinePage(url);
  }
}

const silence = () => new Promise((_, reject) => setTimeout(reject, PATIENCE));

async function remember(url, response) {
  if (mayKeep(url)) {
    if (isPage(response)) await keep(url.pathname, response);
    else if (isGone(response)) await forget(url.pathname); // withdrawn: nobody should act on it
  }
  await refresh();
}

// Says on the page when it was kept; offline.js puts it into words.
async function dated(kept) {
  const html = await kept.text();
  const marked = html.replace("<html ", `<html data-kept-on="${kept.headers.get("X-Kept-On")}" `);
  return new Response(marked, { headers: kept.headers });
}

async function offlinePage(url) {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(SITE.offline[languageOf(url) ?? preferred()], { ignoreVary: true });
  return kept ? new Response(kept.body, { status: 503, headers: kept.headers }) : Response.error();
}

function preferred() {
  for (const tag of navigator.languages.map((each) => each.toLowerCase())) {
    const fitting = Object.keys(SITE.languages).filter((alias) => tag === alias || tag.startsWith(`${alias}-`));
    const [longest] = fitting.sort((one, other) => other.length - one.length);
    if (longest) return SITE.languages[longest];
  }
  return SITE.language;
}

// What is older than a day is asked for again while the reader is connected: some pages at a time, the oldest first.
async function refresh() {
  if (refreshing || navigator.connection?.saveData) return;
  refreshing = true;
  try {
    const old = (await everything()).filter(({ keptOn }) => Date.now() - Date.parse(keptOn) > DAY).sort(byAge);
    for (const { path } of old.slice(0, REFRESHED_AT_ONCE)) {
      const response = await get(path, "no-cache");
      if (isPage(response)) await keep(path, response);
      else if (isGone(response)) await forget(path);
    }
  } finally {
    refreshing = false;
  }
}

const ANSWERS = {
  list: everything,
  // true if the page is kept now, false if there is no such page any more
  async keep({ path, country }) {
    if (!mayKeep(new URL(path, location.origin))) return false;
    const response = await get(path, "no-cache");
    if (isPage(response)) await keep(path, response, country);
    else if (!isGone(response)) throw new DOMException(`${path}: ${response.status}`, "NetworkError");
    return isPage(response);
  },
  remove: ({ country }) => inTurn(() => remove(country)),
  clear: () => inTurn(clear),
};

addEventListener("message", (event) => {
  const [port] = event.ports;
  const work = async () => {
    try {
      port.postMessage({ answer: await ANSWERS[event.data.ask](event.data) });
    } catch (error) {
      port.postMessage({ error: error.name });
    }
  };
  if (port && event.data.ask in ANSWERS) event.waitUntil(work());
});
