import { followTopic } from "./live.js";

// The number of unread notifications, on every page; the list opens below the bell.
const bell = document.getElementById("glocke");
const [count, label] = bell.querySelectorAll("span");
const announcement = document.getElementById("glocke-ansage");
const person = Number(bell.dataset.person);
const PATIENCE = 2500;
const NARROW = matchMedia("(max-width: 40rem)");
const isListHere = bell.hasAttribute("aria-current");
let unread = Number(count.textContent);
let newest = unread;
let later;

function showUnread() {
  clearTimeout(later);
  later = undefined;
  if (newest === unread) return;
  if (newest > unread) announcement.textContent = newest === 1 ? "Eine neue Mitteilung" : `${newest} neue Mitteilungen`;
  unread = newest;
  count.hidden = !unread;
  count.textContent = unread;
  label.textContent = unread ? `Mitteilungen, ${unread} neue` : "Mitteilungen";
  dispatchEvent(new CustomEvent("notified"));
}

// A notification of the open thread is marked as read before the bell needs to show it.
function takeFrame(frame) {
  newest = frame.unread;
  const reads = document.getElementById("beitraege") && !document.hidden;
  if (newest > unread && reads) later ??= setTimeout(showUnread, PATIENCE);
  else showUnread();
}

// Until the list can be shown here, the bell is the link that it is.
bell.addEventListener("click", async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || NARROW.matches || isListHere) return;
  event.preventDefault();
  try {
    (await import("./notifications.js")).togglePanel(bell);
  } catch {
    location.assign(bell.href);
  }
});

if (isListHere) import("./notifications.js");
else if (!NARROW.matches) bell.ariaExpanded = "false";

followTopic("bell", { request: () => ({ bell: person }), news: () => bell.dataset.news, takeFrame, showState() {} });

// Here, since this script is on all pages: signing out deletes what this device keeps of texts that were not sent yet;
// the server has the drafts.
for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", () => {
    for (const name of Object.keys(localStorage)) if (name.startsWith("draft ")) localStorage.removeItem(name);
  });
}
