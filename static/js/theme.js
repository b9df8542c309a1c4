// The theme: system, light, dark. Runs before the first paint, so that a chosen one does not flash; "?theme=dark" is
// for screenshots. The switch is hidden where this does not run.
(() => {
  const root = document.documentElement;
  const order = ["system", "light", "dark"];
  let chosen = new URLSearchParams(location.search).get("theme");
  try {
    chosen ??= localStorage.getItem("theme");
  } catch {
    // A browser that forbids storage keeps the system's theme.
  }

  const applyTheme = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  const currentTheme = () => root.dataset.theme ?? "system";

  const storeTheme = (theme) => {
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // The choice then lasts for this page only.
    }
  };

  applyTheme(chosen);
  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-switch]");
    if (!button) return;
    const showLabel = () => (button.querySelector("span").textContent = button.dataset[currentTheme()]);
    showLabel();
    button.hidden = false;
    button.addEventListener("click", () => {
      applyTheme(order[(order.indexOf(currentTheme()) + 1) % order.length]);
      storeTheme(currentTheme());
      showLabel();
    });
  });
})();
