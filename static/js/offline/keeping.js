// What is kept, and where. /sw.js names the site (SITE) and then loads this file and worker.js.
// A page is kept together with the files that it names. Their addresses change with their content, so a page that was
// kept before a release is shown with that release's files, and never with a mixture.

const SHELL = `shell-${SITE.version}`; // the offline pages of this release, and their files
const FILES = "files"; // of the kept pages
const OPENED = "opened"; // the pages that were read last
const SAVED = "saved"; // the pages that a reader asked for, until they are removed
const MOST_OPENED = 60;
const MOST_SAVED = 400;
const DAY = 86_400_000;
const REFRESHED_AT_ONCE = 12; // a reader abroad pays for every page
const LASTING = /\.[0-9a-f]{12}\.\w+$|^\/media\/images\//; // files whose address is their content

const languageOf = ({ pathname }) => SITE.offline[pathname.split("/")[1]] && pathname.split("/")[1];
const isFile = ({ pathname }) => SITE.files.some((folder) => pathname.startsWith(folder));

function mayKeep(url) {
  const language = languageOf(url);
  if (!language || url.origin !== location.origin || url.search) return false; // an answer to a question is no page
  const rest = url.pathname.slice(language.length + 2);
  return !SITE.never.some((beginning) => rest.startsWith(beginning));
}

const isPage = (response) =>
  response.status === 200 &&
  response.type === "basic" &&
  /^text\/html\b/.test(response.headers.get("Content-Type") ?? "") &&
  !/\b(?:no-store|private)\b/.test(response.headers.get("Cache-Control") ?? "");
const isGone = ({ status, type }) => status === 404 || status === 410 || type === "opaqueredirect";

// Always without cookies: what is kept is what every reader sees.
const get = (path, cache) => fetch(path, { cache, credentials: "omit", redirect: "manual" });

// Those that elements name. A text may say src="/…" too, but no text of a page holds a bare <.
function filesIn(html) {
  const named = [...html.matchAll(/<[a-z][^<>]* (?:href|src)="(\/[^"?#]+)"/g)].map(([, path]) => path);
  return [...new Set(named)].filter((path) => isFile(new URL(path, location.origin)));
}

// One change at a time: else one would drop the files that another has just fetched for its page.
let turn = Promise.resolve();
function inTurn(work) {
  const done = turn.then(work);
  turn = done.catch(() => {});
  return done;
}

async function keepFiles(paths, cache) {
  await Promise.all(
    paths.map(async (path) => {
      if (LASTING.test(path) && (await cache.match(path))) return;
      const response = await get(path, LASTING.test(path) ? "default" : "no-cache");
      if (response.ok) await cache.put(path, response);
      // A page reads well without a picture.
      else if (!path.startsWith("/media/")) throw new Error(`${path}: ${response.status}`);
    }),
  );
}

async function find(path) {
  const kept = (name) => caches.match(path, { cacheName: name, ignoreVary: true });
  return (await kept(SAVED)) ?? kept(OPENED);
}

const countriesOf = (stored) => (stored?.headers.get("X-Kept-For") ?? "").split(" ").filter(Boolean);

const keep = (path, response, country) => inTurn(() => write(path, response, country));

// The page as it was answered, with what is needed to list it, under its path.
async function write(path, response, country) {
  const html = await response.text();
  const files = filesIn(html);
  await keepFiles(files, await caches.open(FILES));
  const countries = new Set(countriesOf(await find(path)));
  if (country) countries.add(country);
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  headers.set("X-Kept-On", new Date().toISOString());
  headers.set("X-Kept-For", [...countries].join(" "));
  headers.set("X-Kept-Files", files.join(" "));
  for (const [name, property] of [["X-Kept-Title", "title"], ["X-Kept-Kind", "type"]]) {
    const said = html.match(new RegExp(`<meta property="og:${property}" content="([^"]*)"`));
    headers.set(name, encodeURIComponent(said?.[1] ?? ""));
  }
  await put(path, new Response(html, { headers }), countries.size > 0);
}

async function put(path, page, isSaved) {
  const [opened, saved] = await Promise.all([caches.open(OPENED), caches.open(SAVED)]);
  if (isSaved && !(await saved.match(path)) && (await saved.keys()).length >= MOST_SAVED) {
    throw new DOMException("Too many pages", "QuotaExceededError");
  }
  await (isSaved ? saved : opened).put(path, page);
  if (isSaved) await opened.delete(path);
  else await dropOldest(opened);
}

async function dropOldest(opened) {
  const excess = (await opened.keys()).length - MOST_OPENED;
  if (excess <= 0) return;
  const oldest = (await listed(OPENED)).sort(byAge).slice(0, excess);
  for (const { path } of oldest) await opened.delete(path);
  await dropFiles();
}

const forget = (path) =>
  inTurn(async () => {
    for (const name of [OPENED, SAVED]) await (await caches.open(name)).delete(path);
  });

const byAge = (one, other) => Date.parse(one.keptOn) - Date.parse(other.keptOn);

async function listed(name) {
  const cache = await caches.open(name);
  const pages = [];
  for (const request of await cache.keys()) {
    const { headers } = (await cache.match(request, { ignoreVary: true })) ?? {};
    if (!headers) continue; // dropped meanwhile
    pages.push({
      path: new URL(request.url).pathname,
      title: decodeURIComponent(headers.get("X-Kept-Title")),
      kind: decodeURIComponent(headers.get("X-Kept-Kind")),
      keptOn: headers.get("X-Kept-On"),
      countries: countriesOf({ headers }),
      files: headers.get("X-Kept-Files").split(" "),
    });
  }
  return pages;
}

const everything = async () => [...(await listed(SAVED)), ...(await listed(OPENED))];

// Files that no kept page names any more.
async function dropFiles() {
  const named = new Set((await everything()).flatMap(({ files }) => files));
  const cache = await caches.open(FILES);
  for (const request of await cache.keys()) {
    if (!named.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

// Removes what was saved for a country, except what was saved for another one too.
async function remove(country) {
  const saved = await caches.open(SAVED);
  for (const { path, countries } of (await listed(SAVED)).filter((each) => each.countries.includes(country))) {
    const others = countries.filter((each) => each !== country);
    const stored = others.length ? await saved.match(path, { ignoreVary: true }) : undefined;
    if (stored) {
      const headers = new Headers(stored.headers);
      headers.set("X-Kept-For", others.join(" "));
      await saved.put(path, new Response(stored.body, { headers }));
    } else await saved.delete(path);
  }
  await dropFiles();
}

async function clear() {
  for (const name of [OPENED, SAVED, FILES]) await caches.delete(name);
}
