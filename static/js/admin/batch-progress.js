// Shows how far a batch is until it is finished; then the page is loaded again for the list of what was not done.
const EVERY = 2000;

const box = document.querySelector("[data-batch-progress]");

async function look() {
  const response = await fetch(box.dataset.batchProgress, { headers: { Accept: "application/json" } });
  const progress = await response.json();
  const bar = box.querySelector("progress");
  bar.value = progress.done;
  bar.max = progress.total;
  box.querySelector("[data-batch-sentence]").textContent = progress.sentence;
  if (progress.is_finished) window.location.reload();
  else again();
}

// An answer that fails, while the site is deployed or the connection is lost, is no reason to stop looking.
function again() {
  window.setTimeout(() => look().catch(again), EVERY);
}

if (box && box.dataset.finished === "no") again();
