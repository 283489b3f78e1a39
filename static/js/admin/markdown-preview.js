// What is typed as Markdown, as the site shows it, beside the field: asked of the server when typing pauses, so that the
// preview and the page can never differ. Buttons put marks at the cursor.

import { typeInto } from "./typing.js";

const settings = document.getElementById("markdown-preview-settings")?.dataset;
const PAUSE = 500; // milliseconds
const FIELD = /-(body|answer)_(zh_hans|zh_hant|en)$/;

async function render(field, code, target) {
  const form = new FormData();
  form.set("text", field.value);
  form.set("language", code);
  form.set("kind", field.closest(".inline-related")?.querySelector('select[name$="-kind"]')?.value ?? "");
  form.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  const answer = await fetch(settings.address, { method: "POST", body: form, credentials: "same-origin" });
  const said = await answer.text();
  if (answer.ok) target.innerHTML = said;
  else target.textContent = answer.status === 413 ? said : `${answer.status}`;
}

function toolbar(field) {
  const bar = document.createElement("div");
  bar.className = "markdown-tools";
  for (const [label, text] of [
    [settings.insert, "[["], // directive-picker.js offers the rest
    ["**…**", "****"],
    ["1. …", "\n1. ****"],
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => typeInto(field, text));
    bar.append(button);
  }
  return bar;
}

function attach(field) {
  const match = FIELD.exec(field.name);
  if (!match || field.dataset.previewed || field.name.includes("__prefix__")) return; // copied when a part is added
  field.dataset.previewed = "yes";
  const code = match[2].replace("_", "-");
  const details = document.createElement("details");
  details.className = "markdown-preview";
  const summary = document.createElement("summary");
  summary.textContent = settings.label;
  const host = document.createElement("div");
  details.append(summary, host);
  const box = document.createElement("div");
  box.className = "markdown-field";
  field.before(box);
  box.append(toolbar(field), field, details);
  const shadow = host.attachShadow({ mode: "open" }); // the site's own styles, apart from the admin's
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = settings.stylesheet;
  const page = document.createElement("div");
  page.lang = field.lang;
  shadow.append(sheet, page);
  let timer;
  const soon = (wait) => {
    clearTimeout(timer);
    if (details.open) timer = setTimeout(() => render(field, code, page), wait);
  };
  field.addEventListener("input", () => soon(PAUSE));
  details.addEventListener("toggle", () => soon(0));
}

function attachAll(root) {
  for (const field of root.querySelectorAll("textarea")) attach(field);
}

if (settings) {
  attachAll(document);
  document.addEventListener("formset:added", (event) => attachAll(event.target));
}
