// The page that is shown without a connection loads the one that was asked for as soon as the server answers.
const AGAIN = 5000;

async function tryAgain() {
  const answer = await fetch(location.href, { method: "HEAD" }).catch(() => undefined);
  if (answer) location.reload();
}

addEventListener("online", tryAgain);
setInterval(tryAgain, AGAIN);
