// The page's one WebSocket. Sends a request for each followed kind with what the page has, and delivers the frames. If
// no socket opens, the page polls over HTTP every few seconds; both ways answer with the same frames.
const SIGNED_OUT = 4401;
const PAUSES = [200, 1000, 3000, 10_000, 30_000];
const ASK_EVERY = 5000;
const PATIENCE = 5000;

const followed = new Map();
let socket;
let failures = 0;
let retry, asking, silence;

// kind: "thread"; request(): what to send, with what the page has; news(): the same as an address; take(frame);
// tell(state), one of "online", "offline", "signed-out", "gone". The connection may be open already.
export function follow(kind, what) {
  followed.set(kind, what);
  if (socket?.readyState === WebSocket.OPEN) sendRequests();
  else connect();
}

function tell(state) {
  for (const { tell } of followed.values()) tell(state);
}

function connect() {
  clearTimeout(retry);
  if (socket || !followed.size) return;
  const opened = (socket = new WebSocket(new URL("/live/", location.href.replace(/^http/, "ws"))));
  opened.addEventListener("open", () => opened === socket && sendRequests());
  opened.addEventListener("message", ({ data }) => opened === socket && receive(JSON.parse(data)));
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

// Every request is answered; without an answer the connection is dead, or held up by a proxy.
function sendRequests() {
  for (const { request } of followed.values()) socket.send(JSON.stringify(request()));
  clearTimeout(silence);
  silence = setTimeout(lost, PATIENCE);
}

function receive(frame) {
  clearTimeout(silence);
  failures = 0;
  stopAsking();
  if (frame.again) return sendRequests();
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
  // Many pages lose their server at the same moment: the delay is random.
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

// After sleep, or when the tab is shown again: checks whether the connection is still alive.
function wake() {
  if (document.hidden || !followed.size) return;
  if (socket?.readyState === WebSocket.OPEN) sendRequests();
  else connect();
}

addEventListener("online", wake);
document.addEventListener("visibilitychange", wake);
addEventListener("pagehide", disconnect);
addEventListener("pageshow", ({ persisted }) => persisted && connect());
