{% load static %}// Without a connection a page of ours says so, not the browser's. Nothing else is kept.
const PAGE = "{% url "offline" %}";
const ASSETS = [
  "{% static "css/site.css" %}",
  "{% static "js/theme.js" %}",
  "{% static "js/offline.js" %}",
  "{% static "fonts/FiraSans-Regular.woff2" %}",
  "{% static "img/icon.svg" %}",
];
const CACHE = ASSETS.join(" ");

async function store() {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, ...ASSETS]);
  await skipWaiting();
}

async function removeOld() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
}

addEventListener("install", (event) => event.waitUntil(store()));
addEventListener("activate", (event) => event.waitUntil(removeOld()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  else if (ASSETS.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
  }
});
