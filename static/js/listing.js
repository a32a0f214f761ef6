// Filters and pages of a list without loading the page anew: the same address is fetched and the list in it takes the
// place of this one. Forms, links and addresses are the server's; whatever goes wrong is left to the browser.
export function enhance(root) {
  const status = document.createElement("p");
  status.className = "vh";
  status.setAttribute("role", "status");
  root.after(status);
  let shown = here();
  let asking = null;

  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (event.altKey || link.target || !isHere(link.href)) return;
    event.preventDefault();
    go(link.href, link.closest("[data-turn]") ? null : keyOf(link, root));
  });

  root.addEventListener("submit", (event) => {
    const url = addressOf(event.target);
    if (!url) return;
    event.preventDefault();
    go(url, keyOf(document.activeElement, root));
  });

  // A day is typed in three parts; only what is chosen at once is asked for at once.
  root.addEventListener("change", (event) => {
    if (event.target.matches("select, [type=checkbox]") && event.target.form) event.target.form.requestSubmit();
  });

  addEventListener("popstate", () => {
    if (here() !== shown) show(location.href, null, history.state?.y ?? 0);
  });

  async function go(url, key) {
    history.replaceState({ ...history.state, y: scrollY }, "");
    const isShown = await show(url, key);
    if (isShown) status.textContent = isShown;
  }

  // Resolves to what is to be said of the new list; where it cannot be had, the browser goes there itself.
  async function show(url, key, y) {
    asking?.abort();
    asking = new AbortController();
    const isBack = y !== undefined;
    root.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(url, { headers: { Accept: "text/html" }, signal: asking.signal });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const found = page.querySelector('[data-module~="listing"]');
      if (!response.ok || !found) throw new Error(response.statusText);
      if (!isBack) history.pushState({}, "", response.redirected ? response.url : url);
      shown = here();
      return swap(page, found, key, y);
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
      return "";
    }
  }

  function swap(page, found, key, y) {
    const said = [...found.querySelectorAll("[role=status]")].map((place) => {
      place.removeAttribute("role"); // said once, by the region that was there before
      return place.textContent.trim();
    });
    keepFolds(root, found);
    document.title = page.title;
    const canonical = document.querySelector("link[rel=canonical]");
    const now = page.querySelector("link[rel=canonical]");
    if (canonical && now) canonical.href = now.href;
    for (const link of document.querySelectorAll("header a[hreflang]")) {
      const same = page.querySelector(`header a[hreflang="${link.hreflang}"]`);
      if (same) link.href = same.getAttribute("href");
    }
    root.replaceChildren(...found.childNodes);
    root.removeAttribute("aria-busy");
    root.dispatchEvent(new Event("swapped", { bubbles: true }));
    const again = key && root.querySelector(key);
    const list = root.querySelector("[data-listing]");
    if (again) again.focus({ preventScroll: true });
    else list?.focus({ preventScroll: true });
    if (y !== undefined) scrollTo(0, y);
    else if (!again) list?.scrollIntoView({ block: "start" });
    return said.filter(Boolean).join(" ");
  }
}

const here = () => location.pathname + location.search;

// Another view of this list: the same path; a place on this page is none.
function isHere(href) {
  const url = new URL(href, location.href);
  return url.origin === location.origin && url.pathname === location.pathname && !url.hash;
}

function addressOf(form) {
  if (form.method !== "get" || !isHere(form.action)) return "";
  const asked = [...new FormData(form)].filter(([, value]) => value !== "");
  const query = new URLSearchParams(asked).toString();
  return form.action.split("?")[0] + (query ? `?${query}` : "");
}

// How to find an element of the old list in the new one.
function keyOf(element, root) {
  if (!element || !root.contains(element)) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.name) return `[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`;
  if (element.rel) return `a[rel="${element.rel}"]`;
  if (element.href) return `a[href="${CSS.escape(element.getAttribute("href"))}"]`;
  return element.matches(".filt__a button") ? ".filt__a button" : null;
}

// Groups of filters stay as they were opened and closed.
function keepFolds(before, after) {
  const old = [...before.querySelectorAll("form details")];
  const fresh = [...after.querySelectorAll("form details")];
  if (old.length !== fresh.length) return;
  fresh.forEach((fold, number) => {
    fold.open = old[number].open;
  });
}
