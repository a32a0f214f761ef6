// Hands the site to the worker that answers when there is no connection. One worker for each language.
// It waits until the page is whole: what the worker fetches would only be in the reader's way before.
// The page it keeps speaks of the house of the reader's region. Every page has a mark of what is to be said of it;
// where that is not the mark of the page kept last, the worker keeps it anew, and answers once it has.
const NAME = `offline-says-${document.documentElement.lang}`;

export async function enhance(link) {
  try {
    if (document.readyState !== "complete") await new Promise((go) => addEventListener("load", go, { once: true }));
    await navigator.serviceWorker?.register(link.dataset.worker);
    const { says } = link.dataset;
    if (says === localStorage.getItem(NAME)) return;
    const { active } = await navigator.serviceWorker.ready;
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => {
      if (data) localStorage.setItem(NAME, says);
    };
    active.postMessage("keep", [channel.port2]);
  } catch {
    // A private window may not allow it.
  }
}
