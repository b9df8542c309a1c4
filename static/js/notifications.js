// The list of notifications: on its own page, and in a panel below the bell.
const page = document.getElementById("mitteilungen");
let bell, panel, opening;
let asked = 0;

const FRAME = `
  <div class="notif__head">
    <h2>Mitteilungen</h2>
    <button type="button" class="icon-btn" aria-label="Mitteilungen schließen"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 5l14 14M19 5L5 19"/></svg></button>
  </div>
  <div class="notif__list"></div>
  <div class="notif__foot"><a href="">Alle Mitteilungen</a></div>`;

async function loadEntries(address) {
  const answer = await fetch(address);
  if (!answer.ok || answer.redirected) throw new Error("no list");
  const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
  return shown.getElementById("mitteilungen").childNodes;
}

// The newest list that was asked for stays, whichever comes last.
async function fillList(list, address) {
  const mine = (asked += 1);
  const entries = await loadEntries(address);
  if (mine !== asked) return;
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  const entry = focused?.closest("li")?.querySelector("a");
  list.replaceChildren(...entries);
  if (focused) findFocusTarget(list, focused, entry).focus({ preventScroll: true });
}

// The same button or link, else the entry it belonged to, else what comes first.
function findFocusTarget(list, focused, entry) {
  const same = document.getElementById(focused.id) ?? document.getElementById(entry?.id);
  return same ?? list.querySelector("a") ?? panel ?? document.querySelector("main");
}

export function refreshList() {
  if (page) fillList(page, location.href).catch(() => {});
  else if (panel) fillList(panel.querySelector(".notif__list"), bell.href).catch(() => {});
}

function makePanel() {
  const made = document.createElement("section");
  made.className = "notif";
  made.tabIndex = -1;
  made.ariaLabel = "Mitteilungen";
  made.innerHTML = FRAME;
  made.querySelector(".notif__foot a").href = bell.href;
  made.querySelector("button").addEventListener("click", closePanel);
  made.addEventListener("submit", submitForm);
  // The same page may be meant, and then nothing would close it.
  made.addEventListener("click", (event) => event.target.closest("li a") && closePanel());
  return made;
}

async function openPanel() {
  const made = makePanel();
  try {
    await fillList(made.querySelector(".notif__list"), bell.href);
  } catch {
    return location.assign(bell.href);
  }
  panel = made;
  bell.after(panel);
  markSeen(panel);
  bell.ariaExpanded = "true";
  panel.focus({ preventScroll: true });
}

function closePanel() {
  const focused = panel.contains(document.activeElement);
  panel.remove();
  panel = undefined;
  bell.ariaExpanded = "false";
  if (focused) bell.focus({ preventScroll: true });
}

export function togglePanel(opener) {
  bell = opener;
  if (panel) closePanel();
  else opening ??= openPanel().finally(() => (opening = undefined));
}

function postForm(address, form) {
  const sent = { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" }, keepalive: true };
  return fetch(address, sent).catch(() => ({ ok: false }));
}

// "Gelesen" and "Alles gelesen": the bell gets the number of those that are left.
async function submitForm(event) {
  event.preventDefault();
  const { target, submitter } = event;
  const answer = await postForm(submitter.getAttribute("formaction") ?? target.action, target);
  if (answer.ok) refreshList();
  else location.assign(bell?.href ?? location.href);
}

function markSeen(list) {
  const form = list.querySelector("form[data-seen]");
  if (form) postForm(form.dataset.seen, form);
}

// Others are read on the page to which they lead.
function readOnOpen(event) {
  const link = event.target.closest("a[data-read]");
  if (link) postForm(link.dataset.read, link.closest("form"));
}

function closeIfOutside(event) {
  if (panel && !panel.contains(event.target) && !bell.contains(event.target)) closePanel();
}

addEventListener("click", readOnOpen);
page?.addEventListener("submit", submitForm);
if (page) markSeen(page);
addEventListener("pointerdown", closeIfOutside);
addEventListener("focusin", closeIfOutside);
addEventListener("keydown", ({ key }) => key === "Escape" && panel && closePanel());
addEventListener("notified", refreshList);
