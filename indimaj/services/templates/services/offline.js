// Keeps the pages of the finder that were opened on this device, and what they are drawn with. Nobody is told which.
"use strict";
const NAME = "indimaj-services";
const MOST = 60;
const PAGE = /\/services\/([0-9a-f-]{36}\/|who-does-what\/)?$/;

const keep = async (request, answer) => {
  const kept = await caches.open(NAME);
  await kept.put(request, answer);
  const keys = await kept.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((key) => kept.delete(key)));
};

const wanted = (request) => {
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return false;
  return request.mode === "navigate" ? PAGE.test(address.pathname) : address.pathname.startsWith("/static/");
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (PAGE.test(new URL(event.data).pathname)) {
    event.waitUntil(fetch(event.data).then((answer) => answer.ok && keep(event.data, answer)).catch(() => {}));
  }
});
self.addEventListener("fetch", (event) => {
  if (!wanted(event.request)) return;
  event.respondWith(
    fetch(event.request).then((answer) => {
      if (answer.ok) event.waitUntil(keep(event.request, answer.clone()));
      return answer;
    }).catch(async () => (await caches.match(event.request)) || Response.error()),
  );
});
