// The one connection of a window. It says what the window shows and has, and hears what is new. Where no socket
// opens, it asks over HTTP every few seconds; both answer with the same frames.
const SIGNED_OUT = 4401;
const PAUSES = [200, 1000, 3000, 10_000, 30_000];
const ASK_EVERY = 5000;
const PATIENCE = 5000;

const followed = new Map();
let socket;
let failures = 0;
let retry, asking, silence;

// kind: "thread"; wish(): the frame that says what one has; news(): the same as an address; take(frame); tell(state),
// one of "online", "offline", "signed-out", "gone". Whoever follows late finds the connection open.
export function follow(kind, what) {
  followed.set(kind, what);
  if (socket?.readyState === WebSocket.OPEN) say();
  else connect();
}

function tell(state) {
  for (const { tell } of followed.values()) tell(state);
}

function connect() {
  clearTimeout(retry);
  if (socket || !followed.size) return;
  const opened = (socket = new WebSocket(new URL("/live/", location.href.replace(/^http/, "ws"))));
  opened.addEventListener("open", () => opened === socket && say());
  opened.addEventListener("message", ({ data }) => opened === socket && hear(JSON.parse(data)));
  opened.addEventListener("close", ({ code }) => opened === socket && lost(code));
  silence = setTimeout(lost, PATIENCE);
}

function drop() {
  clearTimeout(retry);
  clearTimeout(silence);
  const former = socket;
  socket = undefined;
  former?.close();
}

function disconnect() {
  drop();
  stopAsking();
}

// Every wish is answered; an answer that stays away means that the connection is dead, or held up by a proxy.
function say() {
  for (const { wish } of followed.values()) socket.send(JSON.stringify(wish()));
  clearTimeout(silence);
  silence = setTimeout(lost, PATIENCE);
}

function hear(frame) {
  clearTimeout(silence);
  failures = 0;
  stopAsking();
  if (frame.again) return say();
  deliver(frame);
}

function deliver(frame) {
  if (frame.gone) return end(frame.gone.split(".")[0], "gone");
  tell("online");
  for (const [kind, { take }] of followed) if (kind in frame) take(frame);
}

function end(kind, state) {
  followed.get(kind)?.tell(state);
  followed.delete(kind);
  if (!followed.size) disconnect();
}

function lost(code) {
  drop();
  if (code === SIGNED_OUT) {
    stopAsking();
    return tell("signed-out");
  }
  // Many windows lose their server at the same moment.
  retry = setTimeout(connect, PAUSES[Math.min(failures, PAUSES.length - 1)] * (0.5 + Math.random()));
  failures += 1;
  if (failures > 1) asking ??= setTimeout(ask);
}

function stopAsking() {
  clearTimeout(asking);
  asking = undefined;
}

async function ask() {
  const mine = asking;
  for (const [kind, { news }] of [...followed]) await askFor(kind, news());
  if (asking === mine) asking = setTimeout(ask, document.hidden ? 12 * ASK_EVERY : ASK_EVERY);
}

async function askFor(kind, address) {
  try {
    const answer = await fetch(address, { redirect: "manual", headers: { Accept: "application/json" } });
    if (!asking) return;
    if (answer.type === "opaqueredirect") lost(SIGNED_OUT);
    else if (answer.status === 404) end(kind, "gone");
    else if (answer.ok) deliver(answer.status === 200 ? await answer.json() : {});
  } catch {
    if (asking) tell("offline");
  }
}

// A laptop that wakes up, a tab one comes back to: is the connection still alive?
function wake() {
  if (document.hidden || !followed.size) return;
  if (socket?.readyState === WebSocket.OPEN) say();
  else connect();
}

addEventListener("online", wake);
document.addEventListener("visibilitychange", wake);
addEventListener("pagehide", disconnect);
addEventListener("pageshow", ({ persisted }) => persisted && connect());
