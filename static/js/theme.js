// The theme switch: system, light, dark. The button is hidden where this does not run.
const root = document.documentElement;
const button = document.querySelector("[data-theme-switch]");
const order = ["system", "light", "dark"];

function current() {
  return root.dataset.theme ?? "system";
}

function remember(theme) {
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // The choice then lasts for this page only.
  }
}

function show() {
  button.querySelector("span").textContent = button.dataset[current()];
}

function choose(theme) {
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  remember(theme);
  show();
}

if (button) {
  show();
  button.hidden = false;
  button.addEventListener("click", () => choose(order[(order.indexOf(current()) + 1) % order.length]));
}
