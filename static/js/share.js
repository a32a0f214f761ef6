// The system's own sheet on a phone, and a button that copies the address; the links need no script.
export function enhance(details) {
  const { share, clipboard } = navigator;
  const address = document.querySelector("link[rel=canonical]")?.href ?? location.href;

  if (share && matchMedia("(pointer: coarse)").matches) {
    details.querySelector("summary").addEventListener("click", async (event) => {
      event.preventDefault();
      try {
        await navigator.share({ title: document.title, url: address });
      } catch (fault) {
        if (fault.name !== "AbortError") details.open = true;
      }
    });
  }
  if (clipboard) copies(details, address);
}

function copies(details, address) {
  const item = details.querySelector("[data-copy]");
  const label = item.querySelector("[data-on]");
  const usual = label.textContent;
  item.hidden = false;
  item.querySelector("button").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      return; // The browser does not allow it.
    }
    label.textContent = label.dataset.on;
    details.querySelector("[role=status]").textContent = label.dataset.on;
    setTimeout(() => (label.textContent = usual), 2500);
  });
}
