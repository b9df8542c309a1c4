// Passkeys: makes one, shows one, signs in with one. Where the browser cannot do it, its forms stay hidden.
const isAble = Boolean(
  window.PublicKeyCredential?.parseCreationOptionsFromJSON && PublicKeyCredential.parseRequestOptionsFromJSON,
);

class Refusal extends Error {
  constructor(name) {
    super(name);
    this.name = name;
  }
}

function showReason(form, why) {
  const notes = [...form.querySelectorAll("[data-why]")];
  const shown = why && (notes.find(({ dataset }) => dataset.why === why) ?? notes.at(-1));
  for (const note of notes) note.hidden = note !== shown;
}

// Who signs in is asked for only now: nothing is stored of people who just read the page.
async function fetchOptions(form) {
  const answer = await fetch(form.action, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) throw new Refusal(String(answer.status));
  const found = await answer.json().catch(() => ({}));
  return found.request_options;
}

function requestCredential(form, { publicKey }) {
  if (form.dataset.passkey === "create") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
}

// The box is in the form for the password, but applies to both.
function copyCheckbox(form, name) {
  form.querySelector(`[type=hidden][name=${name}]`)?.remove();
  if (!document.querySelector(`[type=checkbox][name=${name}]:checked`)) return;
  const field = Object.assign(document.createElement("input"), { type: "hidden", name, value: "on" });
  form.append(field);
}

async function submitCredential(form) {
  const { passkeyOptions } = form.dataset;
  const options = passkeyOptions ? JSON.parse(passkeyOptions) : await fetchOptions(form);
  // Somebody has signed in in another tab meanwhile: the page knows where to go then.
  if (!options) return location.reload();
  const credential = await requestCredential(form, options);
  form.querySelector("[data-passkey-answer]").value = JSON.stringify(credential.toJSON());
  if (form.dataset.passkey === "sign-in") copyCheckbox(form, "other_device");
  form.submit();
}

function prepareForm(form) {
  let isAsking = false;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    showReason(form);
    try {
      await submitCredential(form);
    } catch (error) {
      showReason(form, error.name);
    } finally {
      isAsking = false;
    }
  });
}

if (isAble) {
  for (const form of document.querySelectorAll("form[data-passkey]")) prepareForm(form);
  for (const part of document.querySelectorAll("[data-passkey-able]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-passkey-unable]")) part.hidden = true;
}
