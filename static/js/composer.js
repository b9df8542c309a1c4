// The form in which posts are written: its tools, drafts, quotes, and where one is after sending. An ordinary form; htmx
// and the tools are loaded when it comes near the screen.
async function getReady(composer) {
  const [{ keepDraft }] = await Promise.all([
    import("./draft.js"),
    import("./htmx.js"),
    import("./markdown-toolbar.js"),
    import("./composer-tools.js"),
  ]);
  composer.querySelector("markdown-toolbar").hidden = false;
  const form = composer.closest("form[data-draft-url]");
  if (form) keepDraft(form);
}

// Until then the form works as any form does.
const nearby = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      nearby.unobserve(target);
      getReady(target);
    }
  },
  { rootMargin: "50%" },
);

const known = new WeakSet();

function watchComposers() {
  for (const composer of document.querySelectorAll(".composer")) {
    if (!known.has(composer)) nearby.observe(composer);
    known.add(composer);
  }
}

function insertQuote(textarea, quote) {
  const before = textarea.value.trimEnd();
  textarea.value = before ? `${before}\n\n${quote}` : quote;
  textarea.dispatchEvent(new Event("input", { bubbles: true }));
  textarea.focus();
  textarea.setSelectionRange(textarea.value.length, textarea.value.length);
  textarea.scrollIntoView({ block: "center" });
}

// Without a form on this page the link goes to the page that has one.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-quote]");
  const textarea = document.querySelector("#antworten textarea");
  if (!link || !textarea || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const answer = await fetch(link.dataset.quote);
  if (answer.ok) insertQuote(textarea, await answer.text());
  else location.assign(link.href);
});

// The page may have grown since the form was made: the server then sends what is missing.
document.addEventListener("htmx:config:request", ({ detail }) => {
  const body = detail.ctx.request.body;
  const last = [...document.querySelectorAll("#beitraege [data-number]")].at(-1);
  if (last && body instanceof FormData && body.has("seen")) body.set("seen", last.dataset.number);
});

document.addEventListener("posted", ({ detail }) => {
  const post = document.getElementById(`beitrag-${detail.number}`);
  post?.focus({ preventScroll: true });
  post?.scrollIntoView({ block: "nearest" });
});

document.addEventListener("htmx:after:swap", watchComposers);
watchComposers();
navigator.serviceWorker?.register("/service-worker.js").catch(() => {});
