// A field that narrows a long list of regions while one types; without it the list is there in full.
const plain = (text) => text.toLowerCase().replaceAll("ё", "е").replace(/[\s-]+/g, " ").trim();

export function enhance(list) {
  const field = list.querySelector("input[type=search]");
  if (!field) return;
  const status = list.querySelector("[role=status]");
  const items = [...list.querySelectorAll("li")];
  const found = () => items.filter((item) => !item.hidden);
  field.closest("[hidden]").hidden = false;

  field.addEventListener("input", () => {
    const asked = plain(field.value);
    for (const item of items) item.hidden = !plain(item.textContent).includes(asked);
    status.textContent = found().length ? "" : status.dataset.none;
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // The form would be sent with its first region.
    if (found().length === 1) found()[0].querySelector("button").focus();
  });
}
