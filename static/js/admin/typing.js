// Text put into a field as if it had been typed: undo takes it back, and whoever listens to typing hears of it.

export function typeInto(field, text, start = field.selectionStart, end = field.selectionEnd) {
  field.focus();
  field.setSelectionRange(start, end);
  // The only way that undo knows of; browsers keep it for that.
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
