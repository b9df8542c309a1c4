// Says below a field with a limit how many characters are left when they become few, and how many are too many.
// Nothing is cut off: the server refuses a text that is too long.
const FEW = 20;
const MANY = 200;
// A screen reader says the number when somebody stops typing, not at each letter.
const PAUSE = 400;
const counters = new WeakMap();
const format = (number) => number.toLocaleString("de-DE");

function makeCounter(field) {
  const counter = document.createElement("p");
  counter.className = "counter";
  counter.setAttribute("aria-live", "polite");
  field.after(counter);
  counters.set(field, { counter });
  return counters.get(field);
}

// As the server counts: characters, and none around.
function left(field) {
  return Number(field.dataset.limit) - [...field.value.normalize().trim()].length;
}

function say(field) {
  const number = left(field);
  const few = Math.min(Math.max(field.dataset.limit / 10, FEW), MANY);
  const { counter } = counters.get(field) ?? makeCounter(field);
  counter.classList.toggle("err-field", number < 0);
  counter.textContent =
    number < 0 ? `${format(-number)} Zeichen zu viel` : number <= few ? `Noch ${format(number)} Zeichen` : "";
}

// The element has to be there before its text, else nobody hears it.
document.addEventListener("focusin", ({ target }) => {
  if (target.matches("[data-limit]") && !counters.has(target)) makeCounter(target);
});

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-limit]")) return;
  const entry = counters.get(target) ?? makeCounter(target);
  clearTimeout(entry.timer);
  entry.timer = setTimeout(say, PAUSE, target);
});

// A text that the server has refused.
for (const field of document.querySelectorAll("[data-limit]")) if (left(field) < 0) say(field);
