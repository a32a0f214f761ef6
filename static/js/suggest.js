// Suggestions below the search box: a combobox with a list (WAI-ARIA Authoring Practices). Enter without a choice
// sends the form as always; a chosen suggestion leads to its page.
const WAIT = 180;
const SHORTEST = 2;

export function enhance(root) {
  const input = root.querySelector("input");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer = 0;
  let asking = null;
  let current = -1;

  list.id = `${input.id}-suggestions`;
  list.className = "sugg";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", root.dataset.label);
  status.className = "vh";
  status.setAttribute("role", "status");
  root.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    input.setAttribute(name, value);
  }

  const close = () => {
    list.hidden = true;
    current = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (place) => {
    const options = [...list.children];
    current = (place + options.length) % options.length;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === current)));
    options[current].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[current].id);
  };

  const show = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map(({ html, url, kind }, number) => {
        const option = document.createElement("li");
        const words = document.createElement("span");
        const type = document.createElement("span");
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = url;
        words.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
        type.textContent = kind;
        type.className = "xs";
        option.append(words, " ", type);
        return option;
      }),
    );
    close();
    const count = suggestions.length;
    status.textContent =
      count === 0 ? root.dataset.none : count === 1 ? root.dataset.one : root.dataset.many.replace("%d", count);
    if (count) {
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }
  };

  const ask = async () => {
    asking?.abort();
    const text = input.value.trim();
    if (text.length < SHORTEST) {
      status.textContent = "";
      return close();
    }
    asking = new AbortController();
    try {
      const address = `${root.dataset.source}?q=${encodeURIComponent(text)}`;
      const response = await fetch(address, { signal: asking.signal });
      if (response.ok && document.activeElement === input) show((await response.json()).suggestions);
    } catch {
      // Typed on, or offline: the form still works.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && list.children.length) {
      event.preventDefault();
      const down = event.key === "ArrowDown";
      if (list.hidden) {
        list.hidden = false;
        input.setAttribute("aria-expanded", "true");
      }
      choose(down ? current + 1 : Math.max(current, 0) - 1);
    } else if (event.key === "Enter" && !list.hidden && current >= 0) {
      event.preventDefault();
      location.assign(list.children[current].dataset.url);
    } else if (event.key === "Tab") {
      close();
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}
