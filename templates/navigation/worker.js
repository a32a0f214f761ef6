// Answers a page that cannot be fetched with the offline page of its language. Nothing else is ever kept:
// no page of the site, nothing of an account, nothing of the admin.
const PREFIX = "offline-" + FACTS.language + "-";
const CACHE = "offline-" + FACTS.version;
const PRIVATE = {{ private|safe }};
const FRESH = 6 * 60 * 60 * 1000; // the hours on the kept page are known for three days

// The reader's region comes along in its cookie; the page says nothing of the reader. Resolves to whether it is kept.
async function keepPage(cache) {
  const response = await fetch(FACTS.page, { cache: "no-store" });
  if (!response.ok || response.redirected) return false;
  await cache.put(FACTS.page, response);
  return true;
}

async function keepAnew(port) {
  const isKept = await keepPage(await caches.open(CACHE)).catch(() => false);
  port?.postMessage(isKept);
}

async function install() {
  const cache = await caches.open(CACHE);
  await Promise.all([keepPage(cache), ...FACTS.files.map((file) => cache.add(file).catch(() => {}))]);
  await self.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function renew() {
  const cache = await caches.open(CACHE);
  const page = await cache.match(FACTS.page);
  const age = page ? Date.now() - Date.parse(page.headers.get("Date")) : Infinity;
  if (!(age < FRESH)) await keepPage(cache).catch(() => {});
}

async function page(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    const kept = await caches.match(FACTS.page, { cacheName: CACHE });
    if (kept) return kept;
    throw fault;
  }
}

async function file(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    const kept = await caches.match(request, { cacheName: CACHE });
    if (kept) return kept;
    throw fault;
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(keepAnew(event.ports[0])));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (PRIVATE.some((start) => pathname.startsWith(start))) return;
  if (request.mode === "navigate") {
    event.respondWith(page(request));
    event.waitUntil(renew());
  } else if (FACTS.files.includes(pathname)) {
    event.respondWith(file(request));
  }
});
