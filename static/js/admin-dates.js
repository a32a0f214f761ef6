// The dates screens of the admin: a preview as the form is filled in, fields of the chosen rule alone, ticking all,
// and dates dragged to another day of the calendar. Each has its way without a script.
const FIELDS = {
  once: ["extra_days"],
  DAILY: ["interval", "starts_on", "until", "extra_days", "excluded_days"],
  WEEKLY: ["interval", "weekdays", "starts_on", "until", "extra_days", "excluded_days"],
  MONTHLY_POSITION: ["interval", "position", "weekdays", "starts_on", "until", "extra_days", "excluded_days"],
  MONTHLY_DAY: ["interval", "month_day", "starts_on", "until", "extra_days", "excluded_days"],
};

function previewForm(form) {
  const target = document.querySelector("[data-dates-preview]");
  let timer = 0;
  let latest = 0;
  const fit = () => {
    const shown = FIELDS[form.elements.repeats.value] ?? [];
    for (const row of form.querySelectorAll("[data-dates-field]")) {
      row.hidden = !["repeats", "times", ...shown].includes(row.dataset.datesField);
    }
  };
  const ask = async () => {
    const number = ++latest;
    try {
      const response = await fetch(form.action || location.href, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      const text = await response.text();
      if (response.ok && number === latest) target.innerHTML = text;
    } catch {
      // The button “Preview” still works.
    }
  };
  form.addEventListener("input", () => {
    fit();
    clearTimeout(timer);
    timer = setTimeout(ask, 400);
  });
  fit();
}

function tickAll(box) {
  box.addEventListener("change", () => {
    for (const other of document.querySelectorAll("input[name=chosen]")) other.checked = box.checked;
  });
}

function dragging(table) {
  let dragged = null;
  table.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-move]");
    event.dataTransfer?.setData("text/plain", dragged?.dataset.move ?? "");
  });
  table.addEventListener("dragover", (event) => {
    const cell = event.target.closest("td[data-day]");
    if (dragged && cell) event.preventDefault();
    for (const other of table.querySelectorAll(".ed-drop")) other.classList.toggle("ed-drop", other === cell);
    cell?.classList.add("ed-drop");
  });
  table.addEventListener("dragend", () => {
    dragged = null;
    for (const cell of table.querySelectorAll(".ed-drop")) cell.classList.remove("ed-drop");
  });
  table.addEventListener("drop", (event) => {
    const cell = event.target.closest("td[data-day]");
    if (!dragged || !cell) return;
    event.preventDefault();
    location.assign(`${dragged.dataset.move}?day=${cell.dataset.day}`); // a page that asks before it moves
  });
}

document.querySelectorAll("[data-dates-form]").forEach(previewForm);
document.querySelectorAll("[data-tick-all]").forEach(tickAll);
document.querySelectorAll("[data-dates-calendar]").forEach(dragging);
