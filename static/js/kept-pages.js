// Lists what is kept on this device, as the service worker knows it.

import { ask, canKeep, dateWords } from "./offline.js";

const shown = document.querySelector("[data-kept-pages]");
const instead = document.querySelector("[data-instead-of]");
const clear = shown.querySelector(".kept-pages-clear");
const status = shown.querySelector("[role=status]");
const tags = { "zh-hans": "zh-Hans", "zh-hant": "zh-Hant" };

// Titles are kept as they stand in the page's source.
const plain = (source) => new DOMParser().parseFromString(source, "text/html").documentElement.textContent.trim();
const languageOf = ({ path }) => path.split("/")[1];

function listFor(page) {
  if (languageOf(page) !== shown.dataset.language) return "foreign";
  return page.kind === "article" ? "guides" : "others";
}

function item(page) {
  const link = document.createElement("a");
  link.href = page.path;
  link.lang = tags[languageOf(page)] ?? languageOf(page);
  link.textContent = plain(page.title) || page.path;
  const note = document.createElement("small");
  const date = dateWords(page.keptOn, shown.dataset.locale, { dateStyle: "long" });
  note.textContent = shown.dataset.keptOn.replace("[date]", date);
  if (page.countries.length) note.textContent += ` · ${shown.dataset.saved}`;
  const entry = document.createElement("li");
  entry.append(link, note);
  return entry;
}

async function list() {
  const pages = (await ask({ ask: "list" })).sort((one, other) => (one.path < other.path ? -1 : 1));
  for (const section of shown.querySelectorAll("[data-list]")) {
    const items = pages.filter((page) => listFor(page) === section.dataset.list).map(item);
    section.querySelector("ul").replaceChildren(...items);
    section.hidden = items.length === 0;
  }
  shown.querySelector("[data-empty]").hidden = pages.length > 0;
  clear.hidden = pages.length === 0;
}

clear.addEventListener("click", async () => {
  await ask({ ask: "clear" });
  await list();
  status.textContent = clear.dataset.cleared;
  status.tabIndex = -1;
  status.focus();
});

instead.hidden = location.pathname === instead.dataset.address;
if (canKeep) list();
else shown.querySelector("[data-unable]").hidden = false;
