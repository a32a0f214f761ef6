// The question about the region names the one whose clock this browser goes by; nothing is asked of anybody.
// "Change" opens the list in the header where there is room for it; elsewhere it leads to the page of regions.
export function enhance(question) {
  const panel = document.getElementById("region");
  const whenIdle = globalThis.requestIdleCallback ?? setTimeout; // a browser's first look at its zone is slow
  whenIdle(() => guess(question, panel));
  const change = question.querySelector("[data-change]");
  change.addEventListener("click", (event) => {
    panel.classList.remove("reg--q");
    const hasRoom = panel.checkVisibility ? panel.checkVisibility() : panel.offsetParent !== null;
    if (!hasRoom) return;
    event.preventDefault();
    event.stopPropagation();
    panel.open = true;
    (panel.querySelector(".reg__f:not([hidden]) input") ?? panel.querySelector("button")).focus();
  });
}

// Where several regions keep the same time, the centre's own stays, or else the first of the list is named.
function guess(question, panel) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || zone === panel.dataset.zone) return;
  const region = panel.querySelector(`button[data-zone="${CSS.escape(zone)}"]`);
  if (!region) return;
  const words = question.querySelector("[data-words]");
  words.textContent = words.dataset.words.replace("{}", () => region.textContent.trim());
  question.querySelector("button[name=region]").value = region.value;
}
