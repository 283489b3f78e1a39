// One row of buttons chooses which languages of a form are seen: one, or all side by side. Remembered per browser.
// Without this script all languages stand below one another.

const KEY = "admin-languages";

function build(form, groups) {
  const codes = new Map();
  for (const group of groups) {
    const code = [...group.classList].find((name) => name.startsWith("language-")).slice("language-".length);
    if (!codes.has(code)) codes.set(code, group.querySelector("h2, h3, h4")?.textContent.trim() ?? code);
  }
  const bar = document.createElement("div");
  bar.className = "language-tabs";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", document.documentElement.lang.startsWith("zh") ? "语言 / 語言" : "Language");
  const show = (choice) => {
    form.dataset.languages = choice;
    for (const button of bar.children) button.setAttribute("aria-pressed", String(button.value === choice));
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // storage is off: the choice lasts until the page is left
    }
  };
  for (const [code, name] of [...codes, ["all", [...codes.values()].join(" | ")]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.value = code;
    button.textContent = name;
    button.addEventListener("click", () => show(code));
    bar.append(button);
  }
  form.prepend(bar);
  let wanted = "all";
  try {
    wanted = localStorage.getItem(KEY) ?? "all";
  } catch {
    // as above
  }
  // A fault must never hide in a language that is not shown.
  show(form.querySelector(".language .errors") || !(codes.has(wanted) || wanted === "all") ? "all" : wanted);
}

for (const form of document.querySelectorAll("#content-main form")) {
  const groups = form.querySelectorAll("fieldset.language");
  if (groups.length) build(form, groups);
}
