// The library changes in place (htmx); what a person has ticked, opened and focused stays as the server knows it.
const isHere = (form) => form?.id === "bibliothek";

// The comparison is a page of its own.
document.addEventListener(
  "submit",
  (event) => {
    if (event.submitter?.hasAttribute("formaction")) event.stopImmediatePropagation();
    else if (isHere(event.target)) document.getElementById("filter").hidePopover?.();
  },
  true,
);

// A box that was ticked by hand does not follow its attribute.
function followAttributes(form) {
  for (const box of form.querySelectorAll("input[type=checkbox]")) box.checked = box.defaultChecked;
  for (const option of form.querySelectorAll("option")) option.selected = option.defaultSelected;
}

document.addEventListener("htmx:after:swap", () => {
  const form = document.getElementById("bibliothek");
  if (!form) return;
  followAttributes(form);
  if (document.activeElement === document.body) document.getElementById("steckbriefe").focus();
});
