// Shows only the providers that fit the chosen country, and chooses the country of a chosen provider.
// Without this script both lists are complete, and the server reads the country from the provider.

const country = document.querySelector("#plan-country");
const provider = document.querySelector("#plan-provider");
const [none, ...groups] = provider.children;

function narrow() {
  const chosen = provider.value;
  // Removed rather than hidden: Safari shows hidden options.
  provider.replaceChildren(none, ...groups.filter((group) => fits(group.dataset.country)));
  provider.value = chosen;
  if (provider.selectedIndex < 0) provider.value = "";
}

function fits(home) {
  return !home || !country.value || home === country.value;
}

country.addEventListener("change", narrow);
provider.addEventListener("change", () => {
  const home = provider.selectedOptions[0].parentElement.dataset.country;
  if (home && !country.value) {
    country.value = home;
    narrow();
  }
});
addEventListener("pageshow", narrow); // also when the browser has put earlier choices back
