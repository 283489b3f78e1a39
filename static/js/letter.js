// Fills the letter while its blanks are typed, without sending them anywhere: copy, print, download and large type work
// from what is on the page. Only the choice of provider and language is asked of the server. Without this script the
// form posts and the server fills the same markup.

const form = document.getElementById("letter-form");
const shown = document.getElementById("letter");
const dialog = document.querySelector(".letter-dialog");
const words = JSON.parse(form.dataset.explanations);
// As entry.py cleans: these turn the direction of the text around them.
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|(?!\s)\p{Cc}|\p{Cs}/gu;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const clean = (text) => text.replace(CONTROLS, "").split(/\s+/u).filter(Boolean).join(" ");
const value = (name) => clean(form.elements[name]?.value ?? "");
const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].join("-");
};

function dateWords(iso, { pattern, months }) {
  const [year, month, day] = iso.split("-").map(Number);
  const parts = { y: year, MMMM: months[month - 1], M: month, d: day };
  return pattern.replace(/'([^']*)'|y|MMMM|M|d/g, (token, quoted) => quoted ?? parts[token]);
}

function fill() {
  const letter = shown.querySelector(".letter");
  if (!letter) return;
  const dates = JSON.parse(letter.dataset.dates);
  for (const blank of letter.querySelectorAll("[data-blank]")) {
    const name = blank.dataset.blank;
    let text = name === "today" ? today() : value(name);
    if (text && (name === "today" || name === "end_date")) {
      text = /^\d+-\d+-\d+$/.test(text) ? dateWords(text, dates[blank.closest("[lang]").lang]) : "";
    }
    blank.textContent = text || blank.dataset.empty;
    blank.classList.toggle("blank-filled", Boolean(text));
  }
  for (const row of letter.querySelectorAll("[data-refund]")) row.hidden = form.elements.refund.value === "no";
}

function iccidFault(iccid) {
  const digits = iccid.replace(/[\s-]/g, "").replace(/(?<=\d)f$/i, "");
  if (!/^\d+$/.test(digits)) return words.iccid_digits;
  if (digits.length < 18 || digits.length > 22) return words.iccid_length.replace("%(count)s", digits.length);
  if (!digits.startsWith("89")) return words.iccid_beginning;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = digit * (1 + (index % 2));
    return total + Math.floor(doubled / 10) + (doubled % 10);
  }, 0);
  return sum % 10 ? words.iccid_check : "";
}

const CHECKS = {
  iccid: iccidFault,
  number: (number) => (/^\+?[\d\s().\/-]{3,}$/.test(number) ? "" : words.number),
  email: () => (form.elements.email.validity.typeMismatch ? words.email : ""),
};

function explain(name) {
  const note = document.getElementById(`letter-${name}-note`);
  if (note) note.textContent = (value(name) && CHECKS[name]?.(value(name))) || "";
}

const carrierLines = () =>
  [...shown.querySelectorAll(".letter-subject, .letter-block")].map((block) =>
    [...block.querySelectorAll(".letter-carrier")].filter((line) => !line.closest("[hidden]")),
  );

function plain(line) {
  const parts = [...line.childNodes].map((node) => {
    const text = node.textContent;
    return node.dataset && RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
  });
  return parts.join("").trim();
}

const letterText = () => `${carrierLines().map((lines) => lines.map(plain).join("\n")).filter(Boolean).join("\n\n")}\n`;

async function copy(button) {
  const status = shown.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(letterText());
    status.textContent = button.dataset.done;
  } catch {
    status.textContent = button.dataset.failed;
  }
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([letterText()], { type: "text/plain;charset=utf-8" }));
  link.download = shown.querySelector(".letter").dataset.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function show() {
  const large = dialog.querySelector(".letter-large");
  const [[subject], ...blocks] = carrierLines();
  const element = (name, line) => {
    const copied = document.createElement(name);
    copied.append(...line.cloneNode(true).childNodes);
    return copied;
  };
  const paragraphs = blocks.map((lines) => {
    const block = document.createElement("div");
    block.append(...lines.map((line) => element("p", line)));
    return block;
  });
  large.lang = subject.lang;
  large.replaceChildren(element("h1", subject), ...paragraphs);
  dialog.showModal();
}

function complain(text) {
  document.getElementById("letter-provider-error").textContent = text;
}

// The letter of another provider or language, without anything that was typed.
async function choose() {
  const choice = new URLSearchParams();
  for (const name of ["provider", "language"]) if (form.elements[name].value) choice.set(name, form.elements[name].value);
  const address = `${location.pathname}?${choice}`;
  const response = await fetch(address);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  shown.replaceChildren(...(page.getElementById("letter")?.childNodes ?? []));
  document.querySelector(".language-switcher").replaceWith(page.querySelector(".language-switcher"));
  complain("");
  document.getElementById("letter-language-error").textContent = "";
  history.replaceState(null, "", choice.size ? address : location.pathname);
  start();
}

function start() {
  for (const button of shown.querySelectorAll("[data-action]")) button.hidden = false;
  fill();
}

form.addEventListener("input", (event) => {
  if (event.target.matches("select")) return;
  explain(event.target.name);
  fill();
});
form.addEventListener("change", (event) => {
  if (event.target.matches("select")) choose().catch(() => complain(words.unreachable));
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!shown.querySelector(".letter")) {
    complain(words.choose);
    form.elements.provider.focus();
  } else if (event.submitter?.value === "txt") download();
  else if (event.submitter?.value === "show") show();
  else shown.scrollIntoView();
});
shown.addEventListener("click", ({ target }) => {
  if (target.dataset.action === "copy") copy(target);
  if (target.dataset.action === "print") print();
});
for (const element of document.querySelectorAll("[data-with-script]")) element.hidden = false;
start();
