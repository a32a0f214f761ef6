/* What stands beside the texts: memory and glossary for the text at hand, a search in everything, the preview. */

const SHORT_PAUSE = 250;
const LONG_PAUSE = 900;

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
      timer = setTimeout(() => load(url).catch(() => {}), known.has(url) ? 0 : SHORT_PAUSE);
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
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const response = await fetch(`${form.action}?${new URLSearchParams(new FormData(form))}`).catch(() => null);
    found.innerHTML = response?.ok ? await response.text() : "";
  });
}

/** Show the page in the language of the translation, and again after each saving, where it was scrolled to. */
export function preview(root, toggle, box) {
  const frame = box.querySelector("[data-preview-frame]");
  const columns = box.closest(".tr-columns");
  let timer;
  let scrolledTo = 0;

  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, scrolledTo));
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    box.hidden = !box.hidden;
    columns.classList.toggle("is-previewing", !box.hidden);
    toggle.setAttribute("aria-pressed", String(!box.hidden));
    if (!box.hidden) {
      frame.src = root.dataset.previewUrl;
    }
  });
  return () => {
    clearTimeout(timer);
    if (box.hidden) {
      return;
    }
    timer = setTimeout(() => {
      scrolledTo = frame.contentWindow.scrollY;
      frame.contentWindow.location.reload();
    }, LONG_PAUSE);
  };
}
