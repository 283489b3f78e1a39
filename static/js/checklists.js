// Checklists whose ticks survive a reload. Without this script they are plain lists with boxes to tick on paper.

const KEY = `checklist:${location.pathname.replace(/^\/[^/]+/, "")}`; // the same ticks in every language

function read() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return new Set(); // storage is off or full of something else: ticks last until the page is left
  }
}

function write(ticked) {
  try {
    if (ticked.size) localStorage.setItem(KEY, JSON.stringify([...ticked]));
    else localStorage.removeItem(KEY);
  } catch {
    // as above
  }
}

const ticked = read();

for (const item of document.querySelectorAll(".checklist > li[id]")) {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = ticked.has(item.id);
  box.addEventListener("change", () => {
    if (box.checked) ticked.add(item.id);
    else ticked.delete(item.id);
    write(ticked);
  });
  const words = document.createElement("span");
  const nested = [...item.children].filter((child) => child.matches("ul, ol"));
  for (const child of nested) child.remove();
  words.append(...item.childNodes);
  const label = document.createElement("label");
  label.append(box, words);
  item.append(label, ...nested);
}
