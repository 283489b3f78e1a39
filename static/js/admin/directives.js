// [[kind: argument argument]] while it is typed: what is there already, and what may come next. The kinds and their
// arguments are the server's (guides/admin/directive_choices.py); nothing here knows any of them by name.

const OPENER = "[[";

// The directive that is open at the caret: where it begins, and what stands in it; null if there is none.
function openAt(text, caret) {
  const line = text.lastIndexOf("\n", caret - 1) + 1;
  const before = text.slice(line, caret);
  const start = before.lastIndexOf(OPENER);
  const inside = before.slice(start + OPENER.length);
  return start < 0 || /[[\]]/.test(inside) ? null : { start: line + start, line, inside };
}

const plain = (text) => text.normalize("NFKC").toLowerCase();

// 0: begins with what is looked for, 1: holds it, 2: does not.
function distance(choice, sought) {
  const known = [choice.value, ...Object.values(choice.names)].map(plain);
  if (known.some((each) => each.startsWith(sought))) return 0;
  return known.some((each) => each.includes(sought)) ? 1 : 2;
}

function fitting(choices, query, country) {
  const sought = plain(query.trim());
  const rank = (choice) => (country && choice.country === country ? 0 : 2) + distance(choice, sought);
  return choices.filter((choice) => distance(choice, sought) < 2).sort((one, other) => rank(one) - rank(other));
}

// What can stand after the arguments that were chosen already.
function choicesAfter(kind, chosen, lists, language) {
  const source = kind.sources[Math.min(chosen.length, kind.sources.length - 1)];
  const first = lists[kind.sources[0]].find((choice) => choice.value === chosen[0]);
  const following = source === kind.sources[0] ? null : first?.follows;
  return lists[source].filter(
    (choice) =>
      !chosen.includes(choice.value) &&
      (choice.kinds?.includes(kind.name) ?? true) &&
      (choice.languages?.includes(language) ?? true) &&
      (following?.includes(choice.value) ?? true),
  );
}

// What is typed at the caret and what could be: { start, line, kind, chosen, choices }; null if no directive is open.
export function readAt(text, caret, { kinds, lists }, { language, country }) {
  const open = openAt(text, caret);
  const [, name, colon, rest] = /^\s*(\w*)\s*(:?)\s*(.*)$/.exec(open?.inside ?? "") ?? [];
  if (!open || (!colon && rest)) return null;
  if (!colon) {
    const named = kinds.map((kind) => ({ value: kind.name, names: { [language]: kind.label }, opens: true }));
    return { ...open, chosen: [], choices: fitting(named, name) };
  }
  const kind = kinds.find((each) => each.name === name);
  if (!kind) return null;
  const chosen = [];
  let query = rest;
  for (let next; (next = /^([\w-]+)[\s,]+/.exec(query)); query = query.slice(next[0].length)) {
    if (!choicesAfter(kind, chosen, lists, language).some((choice) => choice.value === next[1])) break;
    chosen.push(next[1]);
  }
  const whole = chosen.length >= kind.sources.length;
  if (whole && !kind.repeats) return null;
  const choices = fitting(choicesAfter(kind, chosen, lists, language), query, country);
  return { ...open, kind, chosen, choices: whole && !query ? [{ ends: true }, ...choices] : choices };
}

// What taking a choice puts into the text: { start, end, written }.
export function taken(reading, choice, text, caret) {
  const { start, line, kind, chosen } = reading;
  if (choice.opens) return { start, end: caret, written: `${OPENER}${choice.value}: ` };
  const given = choice.ends ? chosen : [...chosen, choice.value];
  const written = `${OPENER}${kind.name}: ${given.join(kind.separator)}`;
  const unfinished = given.length < kind.sources.length || (kind.repeats && !choice.ends);
  if (unfinished) return { start, end: caret, written: written + kind.separator };
  const end = caret + /^(?:[ \t]*\]\])?/.exec(text.slice(caret))[0].length; // closed by hand before
  if (!kind.block) return { start, end, written: `${written}]]` };
  const alone = !text.slice(line, start).trim(); // or the site would not draw it
  const nothingAfter = !text.slice(end).split("\n")[0].trim();
  return { start: alone ? line : start, end, written: `${alone ? "" : "\n\n"}${written}]]${nothingAfter ? "" : "\n\n"}` };
}
