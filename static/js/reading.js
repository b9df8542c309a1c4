// Where one is in a thread: finds a post that stands on another page, and tells the server how far one has read.
const form = document.getElementById("gelesen");
const posts = document.getElementById("beitraege");
const AGAIN = 10_000;
let told = Number(form.dataset.read);
let seen = told;
let waiting;

function goToPost() {
  const [, number] = location.hash.match(/^#beitrag-(\d{1,7})$/) ?? [];
  if (!number || document.getElementById(`beitrag-${number}`)) return;
  const page = Math.ceil(Number(number) / Number(posts.dataset.perPage));
  const { searchParams, href } = new URL(location);
  if (searchParams.get("seite") !== String(page)) location.replace(new URL(`?seite=${page}${location.hash}`, href));
}

// On the page itself the way to a post needs no request.
function stayOnPage(event) {
  const link = event.target.closest('a[href*="#beitrag-"]');
  if (!link || !document.getElementById(link.hash.slice(1)) || link.pathname !== location.pathname) return;
  event.preventDefault();
  location.hash = link.hash;
}

async function tell() {
  clearTimeout(waiting);
  waiting = undefined;
  if (seen <= told) return;
  const before = told;
  const body = new FormData(form);
  body.set("number", (told = seen));
  try {
    await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, keepalive: true });
  } catch {
    told = before;
    waiting ??= setTimeout(tell, AGAIN);
  }
}

// A post is read when its end was on the screen, in a window that is looked at.
const ends = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting || document.hidden) continue;
    ends.unobserve(target);
    seen = Math.max(seen, Number(target.closest("[data-number]").dataset.number));
    waiting ??= setTimeout(tell, 1000);
  }
});

function watch() {
  for (const end of posts.querySelectorAll("[data-number] > .post__end:not([data-watched])")) {
    end.dataset.watched = "";
    ends.observe(end);
  }
}

// What arrived on the screen of a window that nobody looked at is read when somebody does.
function watchAgain() {
  for (const end of posts.querySelectorAll(".post__end[data-watched]")) {
    if (Number(end.closest("[data-number]").dataset.number) <= seen) continue;
    ends.unobserve(end);
    ends.observe(end);
  }
}

new MutationObserver(watch).observe(posts, { childList: true });
addEventListener("click", stayOnPage);
document.addEventListener("visibilitychange", () => document.hidden || watchAgain());
addEventListener("pagehide", tell);
addEventListener("hashchange", goToPost);
goToPost();
watch();
