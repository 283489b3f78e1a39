// Opens the form in the page itself and sends it without leaving. Without this module the links lead to the form's page.
const call = document.querySelector("[data-feedback]");

async function show(response) {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const part = page.getElementById("feedback");
  if (!part) throw new Error(`No feedback in ${response.url}`);
  call.querySelector("#feedback")?.remove();
  call.append(document.adoptNode(part));
  return part;
}

async function open(event) {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const part = await show(await fetch(link.href));
    part.querySelector("input:checked, input[type=radio]")?.focus();
  } catch {
    location.assign(link.href);
  }
}

async function send(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const part = await show(await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }));
    const heard = part.querySelector(".feedback-form-error") ?? part;
    heard.tabIndex = -1;
    heard.focus();
  } catch {
    button.disabled = false;
    form.querySelector(".feedback-failed")?.remove();
    const note = document.createElement("p");
    note.className = "feedback-form-error feedback-failed";
    note.setAttribute("role", "alert");
    note.textContent = call.dataset.failed;
    button.after(note);
  }
}

call?.querySelector("ul").addEventListener("click", open);
call?.addEventListener("submit", send);
