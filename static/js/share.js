// Share with the system's own sheet, or copy the address; without either the link opens a letter.
export function enhance(link) {
  const label = link.querySelector("[data-on]");
  const usual = label?.textContent;

  link.addEventListener("click", async (event) => {
    const { share, clipboard } = navigator;
    if (!share && !clipboard) return;
    event.preventDefault();
    try {
      if (share) {
        await navigator.share({ title: document.title, url: location.href });
      } else {
        await clipboard.writeText(location.href);
        if (!label) return;
        label.textContent = label.dataset.on;
        setTimeout(() => (label.textContent = usual), 2500);
      }
    } catch {
      // Closed without sharing.
    }
  });
}
