// Asks before a form is left whose content differs from what is stored.
const form = document.querySelector("form[data-unsaved]");
const content = () => new URLSearchParams(new FormData(form)).toString();
const stored = form.dataset.unsaved === "stored" ? content() : undefined;
let isSent = false;

form.addEventListener("submit", () => {
  isSent = true;
});
// Coming back, the page may be as it was when it was left.
addEventListener("pageshow", () => {
  isSent = false;
});
addEventListener("beforeunload", (event) => {
  if (!isSent && content() !== stored) event.preventDefault();
});
