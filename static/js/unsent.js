// What was typed stays in its form when it could not be sent, and the form says why.
const AGAIN = 5000;
let renewed;
let later;

function showReason(form, status) {
  const note = form.querySelector("[data-unsent]");
  const whys = [...note.querySelectorAll("[data-why]")];
  const why = whys.find(({ dataset }) => dataset.why === String(status)) ?? whys.at(-1);
  for (const other of whys) other.hidden = other !== why;
  note.hidden = false;
}

// After signing in again in another tab the form's token is an old one.
export async function renewTokens() {
  const answer = await fetch(location.href).catch(() => undefined);
  const page = new DOMParser().parseFromString((await answer?.text()) ?? "", "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token ?? field.value;
  return Boolean(token);
}

document.addEventListener("htmx:after:request", async (event) => {
  const { response, sourceElement } = event.detail.ctx;
  const form = sourceElement.closest("form");
  if (response.status < 400 || [409, 429].includes(response.status)) return (renewed = undefined);
  event.preventDefault();
  if (response.status === 403 && renewed !== form) {
    renewed = form;
    if (await renewTokens()) return form.requestSubmit(sourceElement === form ? undefined : sourceElement);
  }
  showReason(form, response.status);
});

// Without a connection the form sends itself again, as long as nobody changes what it holds.
function sendLater(form) {
  const text = () => form.querySelector("textarea").value;
  const before = text();
  clearTimeout(later);
  later = setTimeout(() => {
    if (!form.isConnected || text() !== before) return;
    form.elements.late.value = "1";
    form.requestSubmit();
  }, AGAIN);
}

document.addEventListener("htmx:error", ({ detail }) => {
  const source = detail.ctx?.sourceElement;
  const form = source?.closest("form");
  if (!form) return;
  showReason(form, 0);
  if (source === form) sendLater(form);
});
