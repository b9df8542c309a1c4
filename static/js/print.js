// Buttons that print the page; hidden where this does not run: browsers have a menu entry of their own.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
