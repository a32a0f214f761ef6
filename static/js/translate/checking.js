/* Checks while somebody types: length at once, the rest by the server after a pause. */

const PAUSE = 700;

/** Look at a line whenever it is typed into. */
export function checkTyping(line, root, token) {
  const { element, field } = line;
  const counter = element.querySelector("[data-counter]");
  const limit = Number(element.querySelector("[data-limit]")?.dataset.limit ?? 0);
  const marks = element.querySelector("[data-marks]");
  let timer;

  function count() {
    if (!counter || !limit) {
      return;
    }
    const length = field.value.replace(/⟨\/?\d{1,3}⟩/g, "").length;
    counter.hidden = length < limit * 0.6 && document.activeElement !== field.element;
    counter.textContent = root.dataset.characters.replace("{count}", length).replace("{limit}", limit);
    counter.classList.toggle("tr-finding--error", length > limit);
  }

  function showMissing() {
    for (const mark of marks?.querySelectorAll("[data-opening]") ?? []) {
      const isThere = field.value.includes(mark.dataset.opening) && field.value.includes(mark.dataset.closing);
      mark.toggleAttribute("data-missing", !isThere && field.value.trim() !== "");
    }
  }

  async function ask() {
    const text = field.value;
    if (!text.trim() || !line.isDirty()) {
      return;
    }
    const response = await fetch(element.dataset.checkUrl, {
      method: "POST",
      body: new URLSearchParams({ text }),
      headers: { "X-CSRFToken": token() },
    });
    const answer = await response.json();
    const findings = element.querySelector("[data-findings]");
    if (!findings || field.value !== text) {
      return;
    }
    if (answer.error) {
      findings.textContent = answer.error;
    } else {
      findings.innerHTML = answer.findings;
    }
  }

  line.look = () => {
    count();
    showMissing();
    clearTimeout(timer);
    if (element.dataset.checkUrl) {
      timer = setTimeout(() => ask().catch(() => {}), PAUSE);
    }
  };
  line.lookNoMore = () => clearTimeout(timer);
  count();
  showMissing();
}
