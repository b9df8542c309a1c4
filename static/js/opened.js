// Counts that somebody looks at an invitation; programs that open every link of a mail run no scripts.
async function countOpening({ dataset }) {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (!token) return;
  const body = new URLSearchParams({ csrfmiddlewaretoken: token.value });
  await fetch(dataset.opened, { method: "POST", body, keepalive: true });
}

countOpening(document.querySelector("[data-opened]")).catch(() => {});
