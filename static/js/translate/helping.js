/* What stands beside the texts: memory and glossary for the text at hand, a search in everything. */

const PAUSE = 250;

/** Show what memory and glossary have for the line that has the focus. */
export function help(panel) {
  const known = new Map();
  let wanted = "";
  let timer;

  async function load(url) {
    if (!known.has(url)) {
      const response = await fetch(url);
      if (!response.ok) {
        return;
      }
      known.set(url, await response.text());
    }
    if (wanted === url) {
      panel.innerHTML = known.get(url);
    }
  }

  return {
    show(url) {
      if (!url || wanted === url) {
        return;
      }
      wanted = url;
      clearTimeout(timer);
      timer = setTimeout(() => load(url).catch(() => {}), known.has(url) ? 0 : PAUSE);
    },
    /** Return the best match of the memory for the line at hand, once it has answered. */
    async best() {
      await load(wanted);
      return panel.querySelector("[data-take]")?.dataset.take;
    },
  };
}

/** Answer the search in everything translated without leaving the page. */
export function searchMemory(form) {
  const found = form.querySelector("[data-found]");
  let latest = 0;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const number = ++latest;
    const response = await fetch(`${form.action}?${new URLSearchParams(new FormData(form))}`).catch(() => null);
    const text = response?.ok ? await response.text().catch(() => "") : "";
    if (number === latest) found.innerHTML = text;
  });
}
