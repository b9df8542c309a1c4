// Runs before the first paint, so that a chosen theme does not flash. "?theme=dark" is for screenshots.
(() => {
  let chosen = new URLSearchParams(location.search).get("theme");
  try {
    chosen ??= localStorage.getItem("theme");
  } catch {
    // A browser that forbids storage keeps the system's theme.
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();
