/* The translation editor: original and translation side by side. */

import { checkTyping } from "./checking.js";
import { fieldOf } from "./fields.js";
import { help, searchMemory } from "./helping.js";
import { watchMachine } from "./machine.js";
import { preview } from "./preview.js";
import { keepSaved } from "./saving.js";

/** Make the sheet of texts work without reloading; it is a plain form without this. */
export function enhance(root) {
  const form = root.querySelector("[data-form]");
  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
  const status = root.querySelector("[data-status]");
  const side = root.querySelector("[data-side]");
  const helper = help(root.querySelector("[data-help]"));
  const beside = preview(root, root.querySelector("[data-toggle-preview]"), root.querySelector("[data-preview]"));
  const filter = root.querySelector("[data-filter]");
  let current = null;
  side.hidden = false;
  filter.hidden = false;
  searchMemory(root.querySelector("[data-concordance]"));

  const hooks = {
    token,
    status(text) {
      status.textContent = text;
    },
    typed: (line) => line.look(),
    saved(line, answer) {
      line.lookNoMore();
      for (const [key, other] of Object.entries(answer.repeated ?? {})) {
        lines.find((candidate) => candidate.element.dataset.key === key)?.accept(other);
      }
      if (answer.progress) {
        root.querySelector("[data-progress]").value = answer.progress.percent;
        root.querySelector("[data-progress-words]").textContent = answer.progress.words;
      }
      count(root);
      beside.renew();
    },
  };

  const lines = [...root.querySelectorAll("[data-line], [data-extra]")].map((element) => {
    const textarea = element.querySelector("[data-field]");
    const marks = element.querySelector("[data-marks]");
    if (marks) {
      marks.hidden = false;
    }
    const isTouched = "defaultValue" in textarea && textarea.value !== textarea.defaultValue;
    const line = { element, marks, field: fieldOf(textarea, marks), isText: element.matches("[data-line]") };
    keepSaved(line, isTouched ? textarea.defaultValue : line.field.value, root, hooks);
    checkTyping(line, root, token);
    line.field.element.addEventListener("input", () => line.look());
    line.field.element.addEventListener("focus", () => {
      current = line;
      helper.show(element.dataset.helpUrl);
      beside.follow(line, lines.slice(0, lines.indexOf(line)));
      line.look();
    });
    line.field.element.addEventListener("blur", () => line.save());
    element.addEventListener("click", (event) => press(event, line));
    return line;
  });
  for (const line of lines.filter((one) => one.isDirty())) {
    line.save();
  }

  function press(event, line) {
    const target = event.target.closest("button");
    if (!target) {
      return;
    }
    if ("insert" in target.dataset) {
      line.field.insert(target.dataset.insert);
    } else if ("take" in target.dataset) {
      take(line, target.dataset.take);
    } else if ("opening" in target.dataset) {
      line.field.wrap(target.dataset.opening, target.dataset.closing);
    } else if ("confirm" in target.dataset) {
      line.save(true);
    }
  }

  function take(line, text) {
    line.field.value = text;
    line.field.element.focus();
    line.look();
  }

  side.addEventListener("click", (event) => {
    const target = event.target.closest("[data-take], [data-insert]");
    if (!target || !current) {
      return;
    }
    if ("take" in target.dataset) {
      take(current, target.dataset.take);
    } else {
      current.field.insert(target.dataset.insert);
    }
  });

  // A click on a mark or a term must not take the focus, or the field would be saved and lose its selection.
  root.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-opening], [data-insert], [data-take]")) {
      event.preventDefault();
    }
  });

  filter.addEventListener("change", () => apply(root, filter.querySelector(":checked").value));

  root.addEventListener("keydown", (event) => {
    const line = lines.find((candidate) => candidate.element.contains(event.target));
    if (!line) {
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      saveAndGoOn(line);
    } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      go(line, event.key === "ArrowDown" ? 1 : -1, () => true);
    } else if (event.altKey && /^Digit[1-9]$/.test(event.code)) {
      const mark = line.marks?.querySelectorAll("[data-opening]")[Number(event.code.slice(5)) - 1];
      if (mark) {
        event.preventDefault();
        line.field.wrap(mark.dataset.opening, mark.dataset.closing);
      }
    } else if (event.altKey && event.code === "KeyM") {
      event.preventDefault();
      takeBest(line).catch(() => {});
    } else if (event.key === "Escape") {
      line.revert();
    }
  });

  async function takeBest(line) {
    const text = await helper.best();
    if (text && line === current) {
      take(line, text);
    }
  }

  async function saveAndGoOn(line) {
    const isSaved = await line.save(line.element.dataset.state === "review");
    if (isSaved) {
      go(line, 1, (next) => next.isText && next.element.dataset.state !== "done");
    }
  }

  function go(line, step, isWanted) {
    const shown = lines.filter((candidate) => candidate.field.element.checkVisibility());
    let place = shown.indexOf(line) + step;
    while (shown[place] && !isWanted(shown[place])) {
      place += step;
    }
    shown[place]?.field.element.focus();
    shown[place]?.element.scrollIntoView({ block: "nearest" });
  }

  const isTyping = () => lines.some((line) => line.isDirty() || line.element.contains(document.activeElement));
  watchMachine(root.querySelector("[data-machine]"), () => !isTyping());

  let isSubmitted = false;
  form.addEventListener("submit", () => {
    isSubmitted = true;
  });
  addEventListener("beforeunload", (event) => {
    if (!isSubmitted && lines.some((line) => line.isDirty())) {
      event.preventDefault();
    }
  });
}

const FILTERS = {
  all: () => true,
  todo: (line) => !["done", "review"].includes(line.dataset.state),
  changed: (line) => line.dataset.changed === "1",
  review: (line) => line.dataset.state === "review",
  warned: (line) => line.dataset.warned === "1",
};

function apply(root, name) {
  let shown = 0;
  for (const line of root.querySelectorAll("[data-line]")) {
    line.hidden = !FILTERS[name](line);
    shown += line.hidden ? 0 : 1;
  }
  for (const group of root.querySelectorAll("[data-group]")) {
    group.hidden = name !== "all" && !group.querySelector("[data-line]:not([hidden])");
  }
  root.querySelector("[data-none]").hidden = shown > 0;
}

function count(root) {
  const lines = [...root.querySelectorAll("[data-line]")];
  for (const [name, test] of Object.entries(FILTERS)) {
    root.querySelector(`[data-count="${name}"]`).textContent = lines.filter(test).length;
  }
}

for (const root of document.querySelectorAll("[data-translate]")) {
  enhance(root);
}
