// Sections and questions moved by drag or by keyboard. The order is what the position fields say, so without this script
// an editor types numbers instead.

const words = document.getElementById("markdown-preview-settings")?.dataset ?? {};

function items(group) {
  return [...group.querySelectorAll(".inline-related:not(.empty-form)")];
}

function position(item) {
  return item.querySelector('input[name$="-position"]');
}

function renumber(group) {
  items(group).forEach((item, index) => {
    const field = position(item);
    if (field) field.value = index + 1;
  });
}

function move(item, by) {
  const group = item.parentElement;
  const others = items(group);
  const target = others[others.indexOf(item) + by];
  if (!target) return;
  if (by < 0) target.before(item);
  else target.after(item);
  renumber(group);
}

function button(label, text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.title = label;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", () => {
    act();
    made.focus();
  });
  return made;
}

function prepare(item) {
  const heading = item.querySelector(":scope > h3");
  if (!heading || !position(item) || item.querySelector(".sort-tools")) return;
  const tools = document.createElement("span");
  tools.className = "sort-tools";
  tools.append(
    button(words.up ?? "Up", "↑", () => move(item, -1)),
    button(words.down ?? "Down", "↓", () => move(item, 1)),
  );
  const handle = document.createElement("span");
  handle.className = "sort-handle";
  handle.title = words.drag ?? "";
  handle.textContent = "⠿";
  handle.draggable = true;
  handle.setAttribute("aria-hidden", "true");
  handle.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData("text/plain", item.id);
    event.dataTransfer.setDragImage(item, 0, 0);
    item.classList.add("dragged");
  });
  handle.addEventListener("dragend", () => item.classList.remove("dragged"));
  item.addEventListener("dragover", (event) => {
    const dragged = item.parentElement.querySelector(".dragged");
    if (!dragged || dragged === item) return;
    event.preventDefault();
    const box = item.getBoundingClientRect();
    if (event.clientY < box.top + box.height / 2) item.before(dragged);
    else item.after(dragged);
    renumber(item.parentElement);
  });
  tools.prepend(handle);
  heading.append(tools);
}

for (const group of document.querySelectorAll(".inline-group")) items(group).forEach(prepare);

document.addEventListener("formset:added", (event) => {
  const item = event.target;
  const field = position(item);
  if (!field) return;
  field.value = items(item.parentElement).length;
  prepare(item);
});
