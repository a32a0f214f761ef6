// Panels of the header: Esc and a click outside close them, links elsewhere on the page can open them.
export function enhance(bar) {
  const drops = [...bar.querySelectorAll("details.drop")];

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const drop of drops.filter((each) => each.open)) {
      drop.open = false;
      drop.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const wanted = opener && drops.find((drop) => drop.id === opener.dataset.opens);
    if (wanted) {
      event.preventDefault();
      wanted.open = true;
      wanted.scrollIntoView({ block: "nearest" });
      wanted.querySelector("summary").focus();
      return;
    }
    for (const drop of drops) {
      if (drop.open && !drop.contains(event.target)) drop.open = false;
    }
  });
}
