// "Change" opens the list in the header where there is room for it; elsewhere it leads to the page of regions.
export function enhance(question) {
  const panel = document.getElementById("region");
  const change = question.querySelector("[data-change]");
  change.addEventListener("click", (event) => {
    panel.classList.remove("reg--q");
    const hasRoom = panel.checkVisibility ? panel.checkVisibility() : panel.offsetParent !== null;
    if (!hasRoom) return;
    event.preventDefault();
    event.stopPropagation();
    panel.open = true;
    panel.querySelector("button").focus();
  });
}
