// A copy of the saved list in the page's language, for the page that stands in when there is no connection.
const NAME = `saved-copy-${document.documentElement.lang}`;
const LONGEST = 24 * 60 * 60 * 1000; // dates are moved and cancelled
const MOST = 200;

function read() {
  try {
    return JSON.parse(localStorage.getItem(NAME)) ?? {};
  } catch {
    return {};
  }
}

export function copied() {
  const { lines } = read();
  return Array.isArray(lines) ? lines : [];
}

/** Asks for the list of these keys in the page's language; null where there is no answer. */
export async function listOf(address, keys) {
  const response = await fetch(address, { method: "POST", body: new URLSearchParams({ keys: keys.join() }) });
  if (!response.ok || response.redirected) return null;
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** Makes a new copy where other pages are saved than at the last time, or a day has gone by; of nothing, none. */
export async function copy(address, keys) {
  const first = keys.slice(0, MOST);
  const wanted = first.join();
  const last = read();
  if (last.wanted === wanted && Date.now() - last.at < LONGEST) return;
  try {
    if (!wanted) {
      localStorage.removeItem(NAME);
      return;
    }
    const list = await listOf(address, first);
    if (!list) return;
    const lines = [...list.querySelectorAll("li:has(h3 a)")].map(lineOf);
    localStorage.setItem(NAME, JSON.stringify({ wanted, at: Date.now(), lines }));
  } catch {
    // No connection, or a window that keeps nothing: the last copy stays.
  }
}

function lineOf(item) {
  const link = item.querySelector("h3 a");
  const notes = [...item.querySelectorAll(".xs, .err, .meta")].map((note) => note.textContent.trim());
  return { title: link.textContent, url: link.getAttribute("href"), note: notes.join(". ") };
}
