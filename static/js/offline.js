// The list kept in this browser, and back to the page asked for as soon as there is a connection.
import { kept } from "./visitor.js";

export function enhance(section) {
  const list = section.querySelector("[data-offline-list]");
  const items = kept().filter(({ title, url }) => typeof title === "string" && url?.startsWith("/"));
  list.append(
    ...items.map(({ title, url }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = url;
      link.textContent = title;
      item.append(link);
      return item;
    }),
  );
  section.querySelector("[data-offline-none]").hidden = items.length > 0;
  addEventListener("online", () => location.reload());
  section.querySelector("[data-again]").addEventListener("click", () => location.reload());
}
