// Suggestions below a search field while the reader types. Without this script the field is a plain form.

const PAUSE = 250; // milliseconds without a key before the server is asked
const kept = new Map();
let lists = 0;

for (const input of document.querySelectorAll("input[data-suggestions]")) suggestFor(input);

function suggestFor(input) {
  const list = Object.assign(document.createElement("ul"), { className: "suggestions", id: `suggestions-${++lists}`, hidden: true });
  const status = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.label);
  status.setAttribute("role", "status");
  input.form.append(list, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);

  let timer, asking, chosen = -1;

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(position) {
    chosen = position;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === position)));
    const option = list.children[position];
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function show(found) {
    list.replaceChildren(...found.suggestions.map(({ label, kind_name, url }, at) => {
      const option = document.createElement("li");
      const kind = document.createElement("small");
      kind.textContent = kind_name;
      option.append(label, " ", kind);
      option.id = `${list.id}-${at}`;
      option.dataset.url = url;
      option.setAttribute("role", "option");
      return option;
    }));
    choose(-1);
    list.hidden = !found.suggestions.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = found.status;
  }

  async function ask(typed) {
    asking?.abort();
    asking = new AbortController();
    try {
      if (!kept.has(typed)) {
        const response = await fetch(`${input.dataset.suggestions}?q=${encodeURIComponent(typed)}`, { signal: asking.signal, credentials: "omit" });
        if (!response.ok) return;
        kept.set(typed, await response.json());
      }
      if (input.value.trim() === typed && document.activeElement === input) show(kept.get(typed));
    } catch {
      // no network, or the reader has typed on: the form works all the same
    }
  }

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (event.isComposing) return; // half a syllable of Pinyin is no word yet
    const typed = input.value.trim();
    if (typed.length < (/^[\x00-\x7f]$/.test(typed) ? 2 : 1)) close();
    else timer = setTimeout(ask, PAUSE, typed);
  });
  input.addEventListener("compositionend", () => input.dispatchEvent(new Event("input")));
  input.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.isComposing) return;
    if (event.key === "Escape" && count) close();
    else if (event.key === "ArrowDown" && count) choose((chosen + 1) % count);
    else if (event.key === "ArrowUp" && count) choose(chosen > 0 ? chosen - 1 : count - 1);
    else if (event.key === "Enter" && chosen >= 0) location.assign(list.children[chosen].dataset.url);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) location.assign(option.dataset.url);
  });
  input.addEventListener("blur", close);
}
