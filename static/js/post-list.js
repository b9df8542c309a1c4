// The posts on the page: brings in new and changed ones without moving what one reads or writes.
const list = document.getElementById("beitraege");
const { viewer, perPage, page } = list.dataset;
const roles = list.dataset.roles.split(" ");

export const find = (number) => document.getElementById(`beitrag-${number}`);
export const pageOf = (number) => Math.ceil(number / perPage);
export const isMine = (number) => find(number)?.dataset.author === viewer;
export const lastShown = () => Number([...list.querySelectorAll("[data-number]")].at(-1)?.dataset.number ?? 0);

// The HTML is the same for every reader: the buttons that are not for this one go.
function madeFor(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const article = template.content.firstElementChild;
  for (const button of article.querySelectorAll("[data-only]")) {
    const mine = article.dataset.author === viewer ? ["author", ...roles] : roles;
    if (button.dataset.only.split(" ").some((role) => mine.includes(role))) button.hidden = false;
    else button.remove();
  }
  return article;
}

export function put({ number, revision: theirs, html }) {
  const old = find(number);
  if (old ? Number(old.dataset.revision) >= theirs : pageOf(number) !== Number(page)) return;
  const article = madeFor(html);
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
  const writing = document.activeElement?.closest("#antworten");
  const reading = () => [...list.children].find((post) => post.getBoundingClientRect().bottom > 0);
  const still = writing ?? reading();
  const before = still?.getBoundingClientRect().top;
  change();
  const there = still?.isConnected ? still : still?.id && document.getElementById(still.id);
  if (there) scrollBy({ top: there.getBoundingClientRect().top - before, behavior: "instant" });
}
