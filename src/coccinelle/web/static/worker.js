// The worker: keeps a few public files and the page for when nobody can be reached, shows
// notifications. Pages, parts of pages and streams always come from the network.
// VERSION, FILES, OFFLINE and ICON stand above.
"use strict";

const KEPT = `coccinelle-${VERSION}`;

self.addEventListener("install", (event) => {
  const requests = FILES.map((file) => new Request(file, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(requests)));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (FILES.includes(url.pathname + url.search)) event.respondWith(file(request));
});

// A proxy before a server that is away answers in its stead: 502, 504.
async function page(event) {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    if (![502, 504].includes(answer.status)) return answer;
  } catch {
    // No network, or no server.
  }
  return (await caches.match(OFFLINE)) ?? Response.error();
}

async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

self.addEventListener("push", (event) => {
  event.waitUntil(show(read(event.data)));
});

function read(data) {
  try {
    return data.json();
  } catch {
    return {};
  }
}

// The same note again takes its own place without a sound.
async function show(note) {
  const tag = note.tag || "coccinelle";
  const [before] = await self.registration.getNotifications({ tag });
  const isUrgent = note.urgency === "high";
  await self.registration.showNotification(note.title || "Coccinelle", {
    body: note.body || "",
    tag,
    renotify: Boolean(before && before.data?.once !== note.once),
    requireInteraction: isUrgent,
    lang: "fr",
    icon: ICON,
    badge: ICON,
    data: { path: note.path, once: note.once },
  });
  for (const one of await self.clients.matchAll({ type: "window" })) one.postMessage({ shown: tag });
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(target(event.notification.data?.path)));
});

// One of our own pages, whatever the note says.
function target(path) {
  const url = new URL(typeof path === "string" ? path : "/", self.location.origin);
  return url.origin === self.location.origin ? url : new URL("/", self.location.origin);
}

// A touch brings one window to the front, once: only one that this worker may then lead elsewhere.
async function open(url) {
  const windows = await self.clients.matchAll({ type: "window" });
  const there = windows.find((one) => new URL(one.url).pathname === url.pathname);
  if (there) return there.focus();
  const any = windows.find((one) => one.visibilityState === "visible") ?? windows[0];
  if (!any) return self.clients.openWindow(url.href);
  return (await any.focus()).navigate(url.href);
}
