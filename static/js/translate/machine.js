/* How far the machine translator is; its texts are shown when it has ended, unless somebody is typing. */

const EVERY = 2000;

/** Watch the program while it is at work. `isFree` tells whether the page may be loaded anew. */
export function watchMachine(box, isFree) {
  if (!box) {
    return;
  }
  const bar = box.querySelector("progress");
  const sentence = box.querySelector("[data-machine-sentence]");
  const reload = box.querySelector("[data-machine-reload]");
  reload.hidden = true;

  async function look() {
    const response = await fetch(box.dataset.machine, { headers: { Accept: "application/json" } });
    const progress = await response.json();
    bar.value = progress.done;
    sentence.textContent = progress.sentence;
    if (progress.is_running) {
      again();
    } else if (isFree()) {
      location.reload();
    } else {
      reload.hidden = false;
    }
  }

  function again() {
    setTimeout(() => look().catch(again), EVERY);
  }

  again();
}
