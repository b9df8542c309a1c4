// Keeps what is typed in a form of posts: on this device at once, and a moment later as a draft on the server, until the
// form is sent. The device's copy goes when the server has it.
import { renewTokens } from "./unsent.js";

const WAIT = 1500;
const AGAIN = 5000;
const FIELDS = ["title", "kind", "text"];

const isSame = (one, other) => FIELDS.every((name) => (one[name] ?? "") === (other?.[name] ?? ""));

export function keepDraft(form) {
  const { key, revision, page, csrfmiddlewaretoken: token } = form.elements;
  const place = `draft ${form.dataset.writer} ${form.dataset.draftUrl}`;
  const typed = () => Object.fromEntries(FIELDS.map((name) => [name, form.elements[name]?.value ?? ""]));
  const content = () => ({ ...typed(), key: key.value, revision: revision.value, page: page?.value ?? "" });
  const shown = content();
  // Whether somebody typed before this script was there.
  const isTouched = ["title", "text"].some((name) => form.elements[name]?.value !== form.elements[name]?.defaultValue);
  const forget = () => localStorage.removeItem(place);
  let stored, timer, newer, isSaving = false;

  function showState(state) {
    for (const note of form.querySelectorAll("[data-draft]")) note.hidden = note.dataset.draft !== state;
  }

  function fill(draft) {
    for (const name of FIELDS) if (form.elements[name]) form.elements[name].value = draft[name] ?? "";
    [key.value, revision.value] = [draft.key, draft.revision];
  }

  function keepHere(isSending = false) {
    try {
      localStorage.setItem(place, JSON.stringify({ ...content(), isSending }));
    } catch {
      // The device has no room: the server's copy must do.
    }
  }

  function post(draft) {
    const { isSending, ...values } = draft;
    const body = new URLSearchParams({ ...values, csrfmiddlewaretoken: token.value });
    return fetch(form.dataset.draftUrl, { method: "POST", body, redirect: "manual" });
  }

  function saveIn(delay) {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }

  async function save() {
    if (isSaving || newer || !form.isConnected || isSame(typed(), stored)) return;
    isSaving = true;
    try {
      const draft = content();
      await take(await post(draft), draft);
    } catch {
      showState("offline");
      saveIn(AGAIN);
    }
    isSaving = false;
  }

  async function take(answer, draft) {
    if (answer.status === 409) return compare(await answer.json(), draft);
    if (answer.status === 403 || answer.type === "opaqueredirect") {
      showState("signed-out");
      await renewTokens();
      return saveIn(AGAIN);
    }
    if (answer.status >= 500) throw new Error(answer.statusText);
    if (!answer.ok) return;
    const { revision: saved, sent } = await answer.json();
    if (!sent) [stored, revision.value] = [draft, saved];
    if (sent || isSame(typed(), draft)) forget();
    else saveIn(WAIT);
    if (form.querySelector('[data-draft="restored"]').hidden) showState(saved ? "saved" : undefined);
  }

  // Another draft is stored than this form's. If it holds what this page had, only an earlier request was late.
  function compare(draft, sent) {
    if (!isSame(draft, sent) && !isSame(draft, stored)) {
      newer = draft;
      return showState("changed");
    }
    [stored, key.value, revision.value] = [draft, draft.key, draft.revision];
    saveIn(WAIT);
  }

  async function restore() {
    const kept = JSON.parse(localStorage.getItem(place) ?? "null");
    if (!kept) return isTouched ? (keepHere(), saveIn(0)) : (stored = shown);
    const answer = kept.isSending && kept.key !== shown.key ? await post(kept).catch(() => undefined) : undefined;
    if (answer?.ok && (await answer.json()).sent) {
      forget();
      return (stored ??= shown);
    }
    if (!isSame(kept, typed())) fill(kept), showState("restored");
    saveIn(0);
  }

  form.addEventListener("input", () => {
    keepHere();
    saveIn(WAIT);
  });
  form.addEventListener("submit", () => keepHere(true));
  form.addEventListener("htmx:after:request", ({ detail }) => detail.ctx.response.headers.has("HX-Redirect") && forget());
  form.querySelector("[data-take]").addEventListener("click", () => {
    fill(newer);
    [stored, newer] = [newer, undefined];
    forget(), showState("saved");
  });
  form.querySelector("[data-keep]").addEventListener("click", () => {
    [key.value, revision.value, newer] = [newer.key, newer.revision, undefined];
    saveIn(0);
  });
  addEventListener("offline", () => form.isConnected && showState("offline"));
  addEventListener("online", () => form.isConnected && save());
  document.addEventListener("visibilitychange", () => document.hidden && save());
  restore();
}
