import { followTopic } from "./live.js";
import { findPost, isMine, keepStill, lastShown, mergeOwn, pageOf, putPost } from "./posts.js";

// Keeps the posts on the page as they are in the database, without moving what one reads or writes. New ones are announced
// to screen readers, counted in the page's title and, if they are not on the screen, offered by a link.
const posts = document.getElementById("beitraege");
const link = document.getElementById("neues");
const { thread, page } = posts.dataset;
const notes = document.getElementById("verbindung");
const back = notes.querySelector('[data-state="back"]');
const announcement = document.getElementById("ansage");
const title = document.title;
const unseen = new Set();
const waiting = [];
let revision = Number(posts.dataset.revision);
let last = Number(posts.dataset.last);
let sending = false;
let shownState = "online";
let hideBack;

const newPosts = (number) => (number === 1 ? "1 neuer Beitrag" : `${number} neue Beiträge`);
const sinceThen = (number) => `${number === 1 ? "Ein Beitrag ist" : `${number} Beiträge sind`} inzwischen dazugekommen.`;

function setRegions(regions) {
  for (const [id, html] of Object.entries(regions)) {
    const region = document.getElementById(id);
    if (region && region.innerHTML.trim() !== html) region.innerHTML = html;
  }
}

function setClosed(closed) {
  const form = document.getElementById("antworten");
  if (form) form.hidden = closed && !form.querySelector("textarea").value.trim();
}

function takeFrame(frame) {
  if (sending) return waiting.push(frame);
  mergeOwn(frame.own);
  keepStill(() => {
    frame.posts?.forEach(putPost);
    if (frame.regions) setRegions(frame.regions);
  });
  if ("closed" in frame) setClosed(frame.closed);
  revision = Math.max(revision, frame.revision);
  const newest = Math.max(frame.last ?? 0, ...(frame.posts ?? []).map(({ number }) => number));
  const arrived = [];
  for (let number = last + 1; number <= newest; number++) if (!isMine(number)) arrived.push(number);
  last = Math.max(last, newest);
  if (arrived.length) announcePosts(arrived);
}

function announcePosts(arrived) {
  for (const number of arrived) {
    unseen.add(number);
    if (findPost(number)) seeing.observe(findPost(number));
  }
  showUnseen();
  if (!back.hidden) back.querySelector("span").textContent = sinceThen(arrived.length);
  const [first, ...more] = arrived;
  const isOne = !more.length && findPost(first);
  announcement.textContent = isOne ? `Neu: ${findPost(first).ariaLabel}` : newPosts(arrived.length);
}

const seeing = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seeing.unobserve(target);
    unseen.delete(Number(target.dataset.number));
  }
  showUnseen();
});

function showUnseen() {
  document.title = unseen.size ? `(${unseen.size}) ${title}` : title;
  const first = Math.min(...unseen);
  link.hidden = !unseen.size;
  if (!unseen.size) return;
  link.href = `${findPost(first) ? "" : `?seite=${pageOf(first)}`}#beitrag-${first}`;
  link.querySelector("span").textContent = newPosts(unseen.size);
}

function showState(state) {
  if (state === shownState) return;
  shownState = state;
  const shown = state === "online" ? "back" : state;
  for (const note of notes.children) note.hidden = note.dataset.state !== shown;
  clearTimeout(hideBack);
  back.querySelector("span").textContent = "";
  if (shown === "back") hideBack = setTimeout(() => (back.hidden = true), 10_000);
}

function isReply(event) {
  return event.detail.ctx.sourceElement.closest("#antworten");
}

// The answer to a reply brings posts, too: what comes by the other way meanwhile waits, so that none is there twice.
document.addEventListener("htmx:before:request", (event) => (sending ||= Boolean(isReply(event))));
document.addEventListener("htmx:finally:request", (event) => {
  if (!isReply(event)) return;
  sending = false;
  last = Math.max(last, lastShown());
  waiting.splice(0).forEach(takeFrame);
  showUnseen();
});

// Whoever has got to the first new post needs no link to it.
const firstNew = document.getElementById("neu");
if (firstNew) seeing.observe(firstNew);

followTopic("thread", {
  request: () => ({ thread: Number(thread), revision, page: Number(page) }),
  news: () => `${posts.dataset.news}?revision=${revision}&seite=${page}`,
  takeFrame,
  showState,
});
