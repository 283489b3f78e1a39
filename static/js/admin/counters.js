// How long a title or a short answer is, against what reads well; nothing is cut.

const LIMITS = { title: [30, 60], short_answer: [150, 320], summary: [80, 160], reason: [30, 60] }; // Han, Latin
const FIELD = /(?:^|-)(title|short_answer|summary|reason)_(zh_hans|zh_hant|en)$/;

for (const field of document.querySelectorAll("input[lang], textarea[lang]")) {
  const match = FIELD.exec(field.name);
  if (!match) continue;
  const limit = LIMITS[match[1]][match[2] === "en" ? 1 : 0];
  const counter = document.createElement("span");
  counter.className = "counter";
  const update = () => {
    const length = [...field.value].length;
    counter.textContent = `${length} / ${limit}`;
    counter.classList.toggle("counter-over", length > limit);
  };
  field.addEventListener("input", update);
  field.after(counter);
  update();
}
