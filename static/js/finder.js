// Finds destinations while the reader types: by any name, in either script, in Pinyin, by code; as the server does.
// Without this script the form asks the server.

const MOST = 6; // destinations named below the field of the home page

const form = document.querySelector(".finder[data-variants]");
const cards = [...document.querySelectorAll("[data-names]")].map((card) => ({ card, names: card.dataset.names.split(" ") }));
if (form) start(form);

function start({ elements: { q: input }, dataset }) {
  const letters = [...dataset.variants];
  const folding = new Map(letters.flatMap((letter, at) => (at % 2 ? [] : [[letter, letters[at + 1]]])));
  const status = Object.assign(document.createElement("p"), { className: "finder-status" });
  status.setAttribute("role", "status");
  const matches = Object.assign(document.createElement("ul"), { className: "finder-matches" });
  form.append(matches, status);

  function key(text) {
    const plain = text.normalize("NFKD").toLowerCase().replace(/\p{Mn}/gu, "").normalize("NFKC");
    return [...plain].map((letter) => folding.get(letter) ?? letter).filter((letter) => /[\p{L}\p{N}]/u.test(letter)).join("");
  }

  function fits(typed, name) {
    if (/^[\x00-\x7f]{1,3}$/.test(typed)) return typed.length < 3 ? name === typed : name.startsWith(typed);
    return name.includes(typed);
  }

  function find() {
    const typed = key(input.value);
    const wanted = /^(?:[a-z]+[1-5])+$/.test(typed) ? [typed, typed.replace(/[1-5]/g, "")] : [typed];
    const found = cards.filter(({ names }) => wanted.some((each) => names.some((name) => fits(each, name))));
    const isEmpty = typed === "";
    status.textContent = isEmpty ? "" : found.length ? `${dataset.found} ${found.length}` : dataset.none;
    if ("matches" in dataset) name(isEmpty ? [] : found.slice(0, MOST));
    else narrow(isEmpty ? cards : found);
  }

  function narrow(shown) {
    for (const each of cards) each.card.closest("li").hidden = !shown.includes(each);
    for (const section of document.querySelectorAll("main section")) {
      if (section.querySelector("[data-names]")) section.hidden = !section.querySelector("li:not([hidden]) [data-names]");
    }
  }

  function name(shown) {
    matches.replaceChildren(...shown.map(({ card }) => {
      const link = document.createElement("a");
      link.href = card.href;
      link.append(card.querySelector(".flag").cloneNode(true), card.querySelector("b").textContent);
      const item = document.createElement("li");
      item.append(link);
      return item;
    }));
  }

  input.addEventListener("input", (event) => event.isComposing || find());
  input.addEventListener("compositionend", find);
  addEventListener("pageshow", () => "matches" in dataset && input.value && find());
}
