// Buttons that copy; hidden where this does not run, since the text stands beside them.
async function copyText(button) {
  const label = button.querySelector(".kern-label");
  const before = label.textContent;
  await navigator.clipboard.writeText(button.dataset.copy);
  label.textContent = button.dataset.done;
  setTimeout(() => (label.textContent = before), 3000);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", () => copyText(button));
}
