// After [[ in a Markdown field a list of what may follow: kinds of directives, carriers, topics, pictures. The field stays
// a text field with a list of suggestions (WAI-ARIA: aria-activedescendant); what the list says is also said aloud.

import { readAt, taken } from "./directives.js";
import { typeInto } from "./typing.js";

const words = document.getElementById("markdown-preview-settings")?.dataset;
const FIELD = /-(?:body|answer)_(zh_hans|zh_hant|en)$/;
const MOST = 50; // choices; more of them need more letters

const list = document.createElement("ul");
const status = document.createElement("div");
let data, reading, current, active, dismissed;

const codeOf = (field) => FIELD.exec(field.name)?.[1].replace("_", "-");

async function load() {
  data ??= fetch(words.directives, { credentials: "same-origin" }).then((answer) => (answer.ok ? answer.json() : null));
  return data.catch(() => (data = undefined)); // asked again at the next [[
}

function close() {
  list.hidden = true;
  status.textContent = "";
  for (const name of ["aria-activedescendant", "aria-controls", "aria-haspopup"]) current?.removeAttribute(name);
  current = reading = undefined;
}

function option(choice, number, language) {
  const item = document.createElement("li");
  item.id = `directive-choice-${number}`;
  item.role = "option";
  const name = document.createElement("span");
  name.textContent = choice.ends ? words.finish : (choice.names[language] ?? Object.values(choice.names)[0] ?? choice.value);
  const detail = document.createElement("small");
  detail.textContent = choice.ends ? "" : [choice.value, choice.detail].filter(Boolean).join(" · ");
  item.append(name, detail);
  return item;
}

function activate(number) {
  active = (number + list.children.length) % list.children.length;
  for (const [at, item] of [...list.children].entries()) item.ariaSelected = String(at === active);
  list.children[active].scrollIntoView({ block: "nearest" });
  current.setAttribute("aria-activedescendant", list.children[active].id);
}

// Where the list goes: below that character of the field, or above it. Measured on a copy of the field's text.
function placeFor(field, position) {
  const copy = document.createElement("div");
  const style = getComputedStyle(field);
  for (const name of ["font", "padding", "borderWidth", "lineHeight", "letterSpacing", "tabSize"]) copy.style[name] = style[name];
  Object.assign(copy.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word" });
  Object.assign(copy.style, { boxSizing: "border-box", borderStyle: "solid", inlineSize: `${field.offsetWidth}px` });
  const mark = document.createElement("span");
  mark.textContent = "[[";
  copy.append(field.value.slice(0, position), mark);
  document.body.append(copy);
  const box = field.getBoundingClientRect();
  const x = box.left + mark.offsetLeft + scrollX;
  const top = box.top + mark.offsetTop - field.scrollTop;
  const below = Math.min(top + mark.offsetHeight, box.bottom);
  copy.remove();
  const fits = below + list.offsetHeight < innerHeight || top < list.offsetHeight;
  return { x, y: (fits ? below : top - list.offsetHeight) + scrollY };
}

function show(field) {
  const shown = reading.choices.slice(0, MOST);
  const language = codeOf(field);
  list.replaceChildren(...shown.map((choice, number) => option(choice, number, language)));
  list.lang = field.lang;
  list.hidden = false;
  current = field;
  const { x, y } = placeFor(field, reading.start);
  list.style.top = `${y}px`;
  list.style.left = `${Math.max(8, Math.min(x, document.documentElement.clientWidth - list.offsetWidth - 8))}px`;
  field.setAttribute("aria-haspopup", "listbox");
  field.setAttribute("aria-controls", list.id);
  activate(0);
  status.textContent = words.count.replace("{count}", reading.choices.length);
}

async function update(field, wanted = false) {
  if (!field.value.slice(0, field.selectionStart).includes("[[")) return close();
  const choices = await load();
  if (!choices || document.activeElement !== field) return close();
  const country = Number(document.getElementById("id_country")?.value) || undefined;
  const found = readAt(field.value, field.selectionStart, choices, { language: codeOf(field), country });
  if (wanted || found?.start !== dismissed) dismissed = undefined;
  if (!found?.choices.length || dismissed !== undefined) return close();
  reading = found;
  show(field);
}

function take(number) {
  const field = current;
  const { start, end, written } = taken(reading, reading.choices[number], field.value, field.selectionStart);
  close();
  typeInto(field, written, start, end);
}

const KEYS = {
  ArrowDown: () => activate(active + 1),
  ArrowUp: () => activate(active - 1),
  Enter: () => take(active),
  Escape: () => {
    dismissed = reading.start;
    close();
  },
};

function listen() {
  Object.assign(list, { id: "directive-choices", role: "listbox", className: "directive-choices", hidden: true });
  list.ariaLabel = words.choices;
  Object.assign(status, { role: "status", className: "directive-status" });
  document.body.append(list, status);
  const ours = (event) => event.target.matches?.("textarea") && codeOf(event.target);
  document.addEventListener("focusin", (event) => ours(event) && load()); // so that the list is there when it is wanted
  document.addEventListener("input", (event) => ours(event) && !event.isComposing && update(event.target));
  document.addEventListener("compositionend", (event) => ours(event) && update(event.target)); // Chinese input methods
  document.addEventListener("keydown", (event) => {
    if (!ours(event) || event.isComposing) return;
    const open = current === event.target;
    if (!open && event.altKey && event.key === "ArrowDown") update(event.target, true);
    else if (!open || !KEYS[event.key]) return;
    else KEYS[event.key]();
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("selectionchange", () => {
    const at = current?.selectionStart;
    if (current && readAtCaret(at) !== reading.start) close();
  });
  document.addEventListener("focusout", (event) => event.target === current && close());
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item && current) take([...list.children].indexOf(item));
  });
}

// Where the directive begins that the caret stands in.
function readAtCaret(caret) {
  const start = current.value.lastIndexOf("[[", caret - 1);
  return current.value.slice(start, caret).includes("\n") ? -1 : start;
}

if (words?.directives) listen();
