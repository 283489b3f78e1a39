// Copies or prints the recovery codes; without it they can be read and written down.
for (const tools of document.querySelectorAll("[data-recovery-codes]")) {
  const codes = [...document.querySelectorAll(`#${tools.dataset.recoveryCodes} code`)].map((each) => each.textContent);
  tools.hidden = false;
  tools.addEventListener("click", async ({ target }) => {
    if (target.value === "print") print();
    if (target.value !== "copy") return;
    await navigator.clipboard.writeText(codes.join("\n"));
    tools.querySelector("[role=status]").textContent = tools.dataset.copied;
  });
}
