// The page's one WebSocket. Sends a request for each followed kind with what the page has, and delivers the frames. If
// no socket opens, the page polls over HTTP every few seconds; both ways answer with the same frames.
const SIGNED_OUT = 4401;
const PAUSES = [200, 1000, 3000, 10_000, 30_000];
const POLL_EVERY = 5000;
const PATIENCE = 5000;

const followed = new Map();
let socket;
let failures = 0;
let retry, polling, silence;

// kind: "thread"; request(): what to send, with what the page has; news(): the same as an address; take(frame);
// tell(state), one of "online", "offline", "signed-out", "gone". The connection may be open already.
export function followTopic(kind, what) {
  followed.set(kind, what);
  if (socket?.readyState === WebSocket.OPEN) sendRequests();
  else openConnection();
}

function showState(state) {
  for (const { showState } of followed.values()) showState(state);
}

function openConnection() {
  clearTimeout(retry);
  if (socket || !followed.size) return;
  const opened = (socket = new WebSocket(new URL("/live/", location.href.replace(/^http/, "ws"))));
  opened.addEventListener("open", () => opened === socket && sendRequests());
  opened.addEventListener("message", ({ data }) => opened === socket && receiveFrame(JSON.parse(data)));
  opened.addEventListener("close", ({ code }) => opened === socket && onConnectionLost(code));
  silence = setTimeout(onConnectionLost, PATIENCE);
}

function dropSocket() {
  clearTimeout(retry);
  clearTimeout(silence);
  const former = socket;
  socket = undefined;
  former?.close();
}

function endConnection() {
  dropSocket();
  stopPolling();
}

// Every request is answered; without an answer the connection is dead, or held up by a proxy.
function sendRequests() {
  for (const { request } of followed.values()) socket.send(JSON.stringify(request()));
  clearTimeout(silence);
  silence = setTimeout(onConnectionLost, PATIENCE);
}

function receiveFrame(frame) {
  clearTimeout(silence);
  failures = 0;
  stopPolling();
  if (frame.again) return sendRequests();
  deliverFrame(frame);
}

function deliverFrame(frame) {
  if (frame.gone) return endKind(frame.gone.split(".")[0], "gone");
  showState("online");
  for (const [kind, { takeFrame }] of followed) if (kind in frame) takeFrame(frame);
}

function endKind(kind, state) {
  followed.get(kind)?.showState(state);
  followed.delete(kind);
  if (!followed.size) endConnection();
}

function onConnectionLost(code) {
  dropSocket();
  if (code === SIGNED_OUT) {
    stopPolling();
    return showState("signed-out");
  }
  // Many pages lose their server at the same moment: the delay is random.
  retry = setTimeout(openConnection, PAUSES[Math.min(failures, PAUSES.length - 1)] * (0.5 + Math.random()));
  failures += 1;
  if (failures > 1) polling ??= setTimeout(pollAll);
}

function stopPolling() {
  clearTimeout(polling);
  polling = undefined;
}

async function pollAll() {
  const mine = polling;
  for (const [kind, { news }] of [...followed]) await pollKind(kind, news());
  if (polling === mine) polling = setTimeout(pollAll, document.hidden ? 12 * POLL_EVERY : POLL_EVERY);
}

async function pollKind(kind, address) {
  try {
    const answer = await fetch(address, { redirect: "manual", headers: { Accept: "application/json" } });
    if (!polling) return;
    if (answer.type === "opaqueredirect") onConnectionLost(SIGNED_OUT);
    else if (answer.status === 404) endKind(kind, "gone");
    else if (answer.ok) deliverFrame(answer.status === 200 ? await answer.json() : {});
  } catch {
    if (polling) showState("offline");
  }
}

// After sleep, or when the tab is shown again: checks whether the connection is still alive.
function checkConnection() {
  if (document.hidden || !followed.size) return;
  if (socket?.readyState === WebSocket.OPEN) sendRequests();
  else openConnection();
}

addEventListener("online", checkConnection);
document.addEventListener("visibilitychange", checkConnection);
addEventListener("pagehide", endConnection);
addEventListener("pageshow", ({ persisted }) => persisted && openConnection());
