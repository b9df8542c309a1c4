// The numbers of the demo's people: says how long they are good, and fetches the next ones when they have run out.
const PATIENCE = 2000;
let shown, ends;
let isAsking = false;

function startCountdown(part) {
  shown = part;
  ends = Date.now() + Number(part.dataset.factors);
  updateCountdown();
}

function updateCountdown() {
  const seconds = Math.ceil((ends - Date.now()) / 1000);
  if (seconds < 1) fetchNext();
  showTimeLeft(seconds < 1 ? ", also abgelaufen" : `, noch ${seconds} ${seconds === 1 ? "Sekunde" : "Sekunden"}`);
}

function showTimeLeft(words) {
  const left = shown.querySelector("[data-left]");
  if (left.textContent !== words) left.textContent = words;
}

async function fetchNext() {
  if (isAsking) return;
  isAsking = true;
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("[data-factors]");
    if (!next) throw new Error(answer.status);
    const hadFocus = shown.contains(document.activeElement);
    shown.replaceWith(next);
    startCountdown(next);
    if (hadFocus) next.querySelector("a").focus();
  } catch {
    // The server rests or has just begun again.
    await new Promise((done) => setTimeout(done, PATIENCE));
  }
  isAsking = false;
}

startCountdown(document.querySelector("[data-factors]"));
setInterval(updateCountdown, 250);
