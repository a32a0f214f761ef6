// Hands the site to the worker that answers when there is no connection. One worker for each language.
export function enhance(link) {
  navigator.serviceWorker?.register(link.dataset.worker).catch(() => {}); // A private window may not allow it.
}
