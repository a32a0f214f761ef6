// The saved list as it was last copied here, and back to the page asked for as soon as there is a connection.
import { copied } from "./copied.js";
import { kept } from "./visitor.js";

export function enhance(section) {
  const items = (copied().length ? copied() : kept()).filter(({ title, url }) => title && url?.startsWith("/"));
  section.querySelector("[data-offline-list]").append(...items.map(itemOf));
  section.querySelector("[data-offline-none]").hidden = items.length > 0;
  addEventListener("online", () => location.reload());
  const again = section.querySelector("[data-again]");
  again.hidden = false;
  again.addEventListener("click", () => location.reload());
}

function itemOf({ title, url, note }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = title;
  item.append(link);
  if (note) {
    const beside = document.createElement("p");
    beside.className = "meta";
    beside.textContent = note;
    item.append(beside);
  }
  return item;
}
