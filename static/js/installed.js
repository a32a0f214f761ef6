// Hands the site to the worker that answers when there is no connection. One worker for each language.
// It waits until the page is whole: what the worker fetches would only be in the reader's way before.
// The page it keeps speaks of the reader's region: when that is another, the worker keeps the page anew.
const NAME = `offline-region-${document.documentElement.lang}`;

export async function enhance(link) {
  try {
    if (document.readyState !== "complete") await new Promise((go) => addEventListener("load", go, { once: true }));
    await navigator.serviceWorker?.register(link.dataset.worker);
    const region = document.cookie.split("; ").find((pair) => pair.startsWith("region=")) ?? "";
    if (region === (localStorage.getItem(NAME) ?? "")) return;
    (await navigator.serviceWorker.ready).active.postMessage("keep");
    localStorage.setItem(NAME, region);
  } catch {
    // A private window may not allow it.
  }
}
