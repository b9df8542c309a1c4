// The preview stands in the place of the text, until one goes back or the text changes.
function showPreview(composer, isShown) {
  const text = composer.querySelector(".composer__text");
  const preview = composer.querySelector(".composer__preview");
  const back = composer.querySelector("[data-back]");
  if (!isShown) preview.replaceChildren();
  composer.querySelector("[name=preview]").hidden = text.hidden = isShown;
  back.hidden = !isShown;
  return isShown ? back : text.querySelector("textarea");
}

document.addEventListener("htmx:after:swap", ({ detail }) => {
  const { sourceElement } = detail.ctx;
  if (sourceElement.name !== "preview") return;
  const composer = sourceElement.closest(".composer");
  // With errors the text stays.
  if (composer.querySelector(".composer__preview .post__body")) showPreview(composer, true).focus();
});

document.addEventListener("click", ({ target }) => {
  const back = target.closest("[data-back], [data-take]");
  if (back) showPreview(back.closest(".composer"), false).focus();
});

document.addEventListener("input", ({ target }) => {
  const text = target.closest(".composer__text");
  if (text?.hidden) showPreview(text.closest(".composer"), false);
});

// The names of the tools, which CSS shows at the pointer and the focus: Escape takes them away until the next tool.
const toolbars = () => document.querySelectorAll(".tools");

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") for (const tools of toolbars()) tools.dataset.quiet = "";
});

for (const arrival of ["pointerover", "focusin"]) {
  document.addEventListener(arrival, ({ target }) => {
    if (target.closest(".tools > *")) for (const tools of toolbars()) delete tools.dataset.quiet;
  });
}
