// Counts what arrived of a drop, and tells how far the worker is with the files for visitors.
(() => {
  const list = document.getElementById("upload-list");
  const state = document.getElementById("drop-state");
  const worker = document.getElementById("worker-state");
  if (!list || !state || !worker) return;
  const ids = new Set();
  let timer = 0;

  const ask = async () => {
    timer = 0;
    const response = await fetch(`${state.dataset.progress}?ids=${[...ids].join(",")}`).catch(() => null);
    const found = response && response.ok ? await response.json() : null;
    if (found) worker.textContent = found.total ? found.text : "";
    if (!found || found.made < found.total) timer = window.setTimeout(ask, 3000);
  };

  const look = () => {
    const rows = [...list.children];
    const failed = rows.filter((row) => row.matches(".upload-server-error, .upload-failure")).length;
    const arrived = rows.filter((row) => row.matches(".upload-success, .upload-duplicate")).length;
    const words = [];
    if (rows.length) words.push(state.dataset.arrived.replace("{arrived}", arrived).replace("{total}", rows.length));
    if (failed) words.push(state.dataset.failed.replace("{failed}", failed));
    const text = words.join(" ");
    if (state.textContent !== text) state.textContent = text;
    const before = ids.size;
    list.querySelectorAll("form[action]").forEach((form) => {
      const match = form.getAttribute("action").match(/multiple\/(\d+)\/$/);
      if (match) ids.add(match[1]);
    });
    if (ids.size > before && !timer) timer = window.setTimeout(ask, 1500);
  };

  document.getElementById("drop")?.addEventListener("submit", (event) => event.preventDefault());
  new MutationObserver(look).observe(list, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
})();
