// The posts on the page. Brings in new and changed ones without moving what one reads or writes.
const list = document.getElementById("beitraege");
const { viewer, perPage, page } = list.dataset, own = JSON.parse(list.dataset.own);

export const findPost = (number) => document.getElementById(`beitrag-${number}`);
export const pageOf = (number) => Math.ceil(number / perPage);
export const isMine = (number) => findPost(number)?.dataset.author === viewer;
export const mergeOwn = (map) => Object.assign(own, map);
export const lastShown = () => Number([...list.querySelectorAll("[data-number]")].at(-1)?.dataset.number ?? 0);

// The HTML is the same for every reader: the buttons that are not for this one go. `own` says what this one has.
function adaptToViewer(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const article = template.content.firstElementChild;
  const mine = { author: article.dataset.author === viewer, ...own[0], ...own[article.dataset.number] };
  for (const button of article.querySelectorAll("[data-only]")) {
    const { only, except } = button.dataset;
    button.hidden = mine[except] || !only.split(" ").some((what) => mine[what]);
    if (button.hidden) button.remove();
  }
  return article;
}

export function putPost({ number, revision: theirs, html }) {
  const old = findPost(number);
  if (old ? Number(old.dataset.revision) >= theirs : pageOf(number) !== Number(page)) return;
  const article = adaptToViewer(html);
  if (!old) {
    const later = [...list.querySelectorAll("[data-number]")].find(({ dataset }) => Number(dataset.number) > number);
    return list.insertBefore(article, later ?? null);
  }
  const focused = old.contains(document.activeElement);
  old.replaceWith(article);
  if (focused) article.focus({ preventScroll: true });
}

// What is being written stays where it is, else the first post that is on the screen.
export function keepStill(change) {
  const firstOnScreen = () => [...list.children].find((post) => post.getBoundingClientRect().bottom > 0);
  const still = document.activeElement?.closest("#antworten") ?? firstOnScreen();
  const before = still?.getBoundingClientRect().top;
  change();
  const there = still?.isConnected ? still : still?.id && document.getElementById(still.id);
  const moved = there ? there.getBoundingClientRect().top - before : 0;
  // Any call ends a smooth scroll that is under way, one by nothing, too.
  if (moved) scrollBy({ top: moved, behavior: "instant" });
}

// What one has read of them: tells the server, and finds a post that stands on another page.
const form = document.getElementById("gelesen");
const AGAIN = 10_000;
let reported = Number(form.dataset.read), seen = reported, waiting;

function goToPost() {
  const [, number] = location.hash.match(/^#beitrag-(\d{1,7})$/) ?? [];
  if (!number || findPost(number)) return;
  const there = String(pageOf(number));
  if (new URL(location).searchParams.get("seite") !== there) location.replace(`?seite=${there}${location.hash}`);
}

// On the page itself the way to a post needs no request.
function stayOnPage(event) {
  const link = event.target.closest('a[href*="#beitrag-"]');
  if (!link || !document.getElementById(link.hash.slice(1)) || link.pathname !== location.pathname) return;
  event.preventDefault();
  location.hash = link.hash;
}

async function reportRead() {
  waiting = clearTimeout(waiting);
  if (seen <= reported) return;
  const [before, body] = [reported, new FormData(form)];
  body.set("number", (reported = seen));
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, keepalive: true });
    if (answer.status >= 500) throw answer;
  } catch {
    reported = before;
    waiting ??= setTimeout(reportRead, AGAIN);
  }
}

// A post is read when its end was on the screen, in a tab that is looked at.
const ends = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting || document.hidden) continue;
    ends.unobserve(target);
    const number = Number(target.closest("[data-number]").dataset.number);
    seen = Math.max(seen, number);
    // Whom a change mentions has news of a post that was read before.
    if (target.dataset.watched) reported = Math.min(reported, number - 1);
    target.dataset.watched = "";
    waiting ??= setTimeout(reportRead, 1000);
  }
});

function observeEnds(changes) {
  for (const end of list.querySelectorAll("[data-number] > .post__end:not([data-watched])")) {
    end.dataset.watched = changes ? "changed" : "";
    ends.observe(end);
  }
}

// What arrived on the screen of a tab that nobody looked at is read when somebody does.
function observeEndsAgain() {
  for (const end of list.querySelectorAll(".post__end[data-watched]")) {
    if (!end.dataset.watched && Number(end.closest("[data-number]").dataset.number) <= seen) continue;
    ends.unobserve(end);
    ends.observe(end);
  }
}

new MutationObserver(observeEnds).observe(list, { childList: true });
addEventListener("click", stayOnPage);
document.addEventListener("visibilitychange", () => document.hidden || observeEndsAgain());
addEventListener("pagehide", reportRead);
addEventListener("hashchange", goToPost);
goToPost();
observeEnds();
