// Saves all pages of a country, one after the other, and removes them again. Without this module the button is hidden.

import { ask, canKeep } from "./offline.js";

const shown = document.querySelector("[data-save-pages]");

function start() {
  const { savePages: name, pages, ...words } = shown.dataset;
  const wanted = pages.split(" ");
  const save = shown.querySelector("[data-action=save]");
  const remove = shown.querySelector("[data-action=remove]");
  const progress = shown.querySelector("progress");
  const status = shown.querySelector("[role=status]");

  async function savedPages() {
    const kept = await ask({ ask: "list" });
    return new Set(kept.filter(({ countries }) => countries.includes(name)).map(({ path }) => path));
  }

  function tell(done) {
    save.hidden = done === wanted.length;
    remove.hidden = done === 0;
    if (done) status.textContent = done === wanted.length ? words.saved : words.partly.replace("[done]", done);
  }

  async function keepAll() {
    save.disabled = true;
    status.textContent = words.saving.replace("[done]", 0);
    progress.value = 0;
    progress.hidden = false;
    let fault = "";
    // Asks a browser that deletes what it likes not to; it may say no.
    navigator.storage?.persist?.().catch(() => {});
    try {
      for (const [number, path] of wanted.entries()) {
        await ask({ ask: "keep", path, country: name });
        progress.value = number + 1;
      }
    } catch (error) {
      fault = error.name === "QuotaExceededError" ? words.full : words.failed;
    }
    progress.hidden = true;
    save.disabled = false;
    const done = fault ? (await savedPages()).size : wanted.length;
    tell(done);
    if (fault) status.textContent = `${fault} ${done ? status.textContent : ""}`;
    if (!fault) remove.focus();
  }

  async function removeAll() {
    await ask({ ask: "remove", country: name });
    tell(0);
    status.textContent = words.removed;
    save.focus();
  }

  save.addEventListener("click", keepAll);
  remove.addEventListener("click", removeAll);
  shown.hidden = false;
  savedPages().then((saved) => tell(wanted.filter((path) => saved.has(path)).length));
}

if (shown && canKeep) start();
