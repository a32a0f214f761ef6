/* The page in the language of the translation, beside the texts: it changes without a flash and follows the work. */

const PAUSE = 900;
const MARK = /⟨\/?\d{1,3}⟩/g;

/** Let a button show the page. Returns `renew`, for what was saved, and `follow`, for the line that is worked on. */
export function preview(root, toggle, box) {
  const columns = box.closest(".tr-columns");
  let shown = box.querySelector("[data-preview-frame]");
  let coming = null;
  let line = null;
  let before = [];
  let marked = null;
  let timer;

  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    box.hidden = !box.hidden;
    columns.classList.toggle("is-previewing", !box.hidden);
    toggle.setAttribute("aria-pressed", String(!box.hidden));
    if (!box.hidden) {
      load();
    }
  });

  /** Load the page into a second frame over the first, which is shown until then. */
  function load() {
    coming?.remove();
    const next = shown.cloneNode();
    next.dataset.coming = "";
    next.setAttribute("aria-hidden", "true");
    next.addEventListener("load", () => take(next), { once: true });
    next.src = root.dataset.previewUrl;
    coming = next;
    box.append(next);
  }

  /** Show the frame that is loaded now, scrolled to where the one before it is. */
  function take(next) {
    if (next !== coming || !next.contentDocument?.body) {
      return;
    }
    next.contentWindow.scrollTo({ top: shown.contentWindow.scrollY, behavior: "instant" });
    delete next.dataset.coming;
    next.removeAttribute("aria-hidden");
    shown.remove();
    [shown, coming] = [next, null];
    point();
  }

  /** Mark where the text at hand stands, and bring it into view where it is out of it. */
  function point() {
    const page = shown.contentDocument;
    if (box.hidden || !line || !page?.body) {
      return;
    }
    const place = placeOf(line, before, page);
    marked?.style.removeProperty("outline");
    marked = place;
    if (!place) {
      return;
    }
    place.style.outline = "2px dashed currentColor";
    const { top, bottom } = place.getBoundingClientRect();
    if (top < 0 || bottom > shown.contentWindow.innerHeight) {
      place.scrollIntoView({ block: "center", behavior: "instant" });
    }
  }

  return {
    renew() {
      clearTimeout(timer);
      if (!box.hidden) {
        timer = setTimeout(load, PAUSE);
      }
    },
    /** Go to a line; `earlier` are those before it. */
    follow(now, earlier) {
      [line, before] = [now, earlier];
      point();
    },
  };
}

/** Return the smallest element of the page that holds the text of a line; of the same text more than once, its own. */
function placeOf(line, before, page) {
  const text = textOf(line);
  const places = text.length > 1 ? placesOf(text, page.querySelector("main") ?? page.body) : [];
  const number = before.filter((other) => textOf(other) === text).length;
  return places[Math.min(number, places.length - 1)] ?? null;
}

function placesOf(text, element) {
  if (!bare(element.textContent).includes(text)) {
    return [];
  }
  const inside = [...element.children].flatMap((child) => placesOf(text, child));
  return inside.length ? inside : [element];
}

/** Return what the page shows for a line: its translation, the original until there is one. */
function textOf({ field, element }) {
  return bare(field.value) || bare(element.querySelector(".tr-text")?.textContent ?? "");
}

function bare(text) {
  return text.replace(MARK, "").replace(/[\s\u00ad]+/g, " ").trim();
}
