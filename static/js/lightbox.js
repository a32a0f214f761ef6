// Photographs one at a time in a native dialog. Without it every thumbnail is a plain link to the large file.
const SWIPE = 50;

export function enhance(root) {
  const dialog = document.getElementById("lightbox");
  const links = [...root.querySelectorAll("[data-gallery] a[href]")];
  if (!dialog || !links.length || dialog.dataset.ready) return;
  dialog.dataset.ready = "true";

  const part = (selector) => dialog.querySelector(selector);
  const image = part("figure").appendChild(new Image());
  let current = 0;
  let startX = 0;

  const show = (index) => {
    current = (index + links.length) % links.length;
    const link = links[current];
    const { caption = "", credit = "" } = link.dataset;
    image.src = link.href;
    image.alt = link.querySelector("img")?.alt ?? "";
    const note = document.createElement("small");
    note.textContent = credit;
    part("[data-caption]").replaceChildren(caption, note);
    part("[data-count]").textContent = `${current + 1} / ${links.length}`;
    Object.assign(part("[data-download]"), { href: link.dataset.original || link.href, download: "" });
    new Image().src = links[(current + 1) % links.length].href;
  };

  links.forEach((link, index) => {
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      show(index);
      dialog.showModal();
      part("[data-step='1']").focus();
    });
  });
  for (const button of dialog.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => show(current + Number(button.dataset.step)));
  }
  part("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") show(current + 1);
    if (event.key === "ArrowLeft") show(current - 1);
  });
  dialog.addEventListener("pointerdown", (event) => (startX = event.clientX));
  dialog.addEventListener("pointerup", (event) => {
    const distance = event.clientX - startX;
    if (event.pointerType !== "mouse" && Math.abs(distance) > SWIPE) show(current + (distance < 0 ? 1 : -1));
  });
  dialog.addEventListener("close", () => {
    const folded = links[current].closest("details");
    if (folded) folded.open = true;
    links[current].focus();
  });
}
