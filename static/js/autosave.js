// Saves a form a moment after something was typed, and asks before it is left with something that is not saved.
import { renewTokens } from "./unsent.js";

const WAIT = 1500;
const AGAIN = 5000;
const form = document.querySelector("form[data-autosave]");
const { revision } = form.elements;
// Without what changes by itself: token and revision.
const content = () =>
  new URLSearchParams([...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "revision"].includes(name)));
let stored = content().toString();
let timer;
let newest;
let isSaving = false;
let isSent = false;

const isChanged = () => content().toString() !== stored;

function showState(state, problem = "") {
  for (const note of form.querySelectorAll("[data-state]")) note.hidden = note.dataset.state !== state;
  form.querySelector("[data-problem]").textContent = problem;
}

function saveIn(delay) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

async function save() {
  if (isSaving || isSent || newest !== undefined || !isChanged()) return;
  isSaving = true;
  const sent = content().toString();
  try {
    const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form), redirect: "manual" });
    await take(answer, sent);
  } catch {
    showState("offline");
    saveIn(AGAIN);
  }
  isSaving = false;
}

async function take(answer, sent) {
  if (answer.status === 403 || answer.type === "opaqueredirect") {
    showState("signed-out");
    await renewTokens();
    return saveIn(AGAIN);
  }
  if (answer.status >= 500) throw new Error(answer.statusText);
  const { revision: number, problem } = await answer.json();
  if (answer.status === 409) {
    newest = number;
    return showState("changed");
  }
  if (problem) return showState("refused", problem);
  [revision.value, stored] = [number, sent];
  showState("saved");
  if (isChanged()) saveIn(WAIT);
}

form.addEventListener("input", () => saveIn(WAIT));
form.addEventListener("submit", () => {
  isSent = true;
});
form.querySelector("[data-keep]").addEventListener("click", () => {
  [revision.value, newest] = [newest, undefined];
  saveIn(0);
});
form.querySelector("[data-reload]").addEventListener("click", () => {
  isSent = true;
  location.reload();
});
addEventListener("pageshow", () => {
  isSent = false;
});
addEventListener("beforeunload", (event) => {
  if (!isSent && isChanged()) event.preventDefault();
});
document.addEventListener("visibilitychange", () => document.hidden && save());
