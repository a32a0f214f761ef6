/* The field of one text. Where the original has marks, they are chips: moved as a whole, never typed into. */

import { chipBeside, hasLoose, placeCaret, read, selectionIn, show, without, withoutHalves } from "./chips.js";
import { historyOf } from "./history.js";

/** Return what reads and changes the field of a line, whichever element it is. */
export function fieldOf(textarea, marks) {
  return marks && !textarea.readOnly ? chipField(textarea) : plainField(textarea);
}

function plainField(textarea) {
  return {
    element: textarea,
    get value() {
      return textarea.value;
    },
    set value(text) {
      textarea.value = text;
    },
    insert(text) {
      textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, "end");
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
      textarea.focus();
    },
    wrap() {},
  };
}

function chipField(textarea) {
  const box = boxFor(textarea);
  const state = () => ({ text: read(box), caret: selectionIn(box)[1] });
  const history = historyOf(state, ({ text, caret }) => draw(text, caret));

  /** Show text that did not come by typing, and tell the rest of the page. */
  function draw(text, caret) {
    show(box, text);
    placeCaret(box, caret);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function put(text) {
    const [start, end] = selectionIn(box);
    replace(start, end, text);
  }

  /** Put text in the place of a part; a mark in that part takes its partner with it: no mark is left half. */
  function replace(start, end, text) {
    const rest = without(read(box), start, end);
    draw(rest.text.slice(0, rest.caret) + text + rest.text.slice(rest.caret), rest.caret + text.length);
  }

  // A click on a chip puts the caret into it in some browsers, where no key moves it on.
  box.addEventListener("click", () => {
    if (isInChip(box)) {
      placeCaret(box, selectionIn(box)[1]);
    }
  });
  box.addEventListener("paste", (event) => {
    event.preventDefault();
    put(event.clipboardData.getData("text/plain"));
  });
  box.addEventListener("cut", (event) => {
    event.preventDefault();
    const [start, end] = selectionIn(box);
    event.clipboardData.setData("text/plain", read(box).slice(start, end));
    replace(start, end, "");
  });
  box.addEventListener("keydown", (event) => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (isCommand && ["KeyZ", "KeyY"].includes(event.code)) {
      event.preventDefault();
      const isRedo = event.code === "KeyY" || event.shiftKey;
      isRedo ? history.redo() : history.undo();
    } else if (event.key === "Backspace" || event.key === "Delete") {
      deleteChip(event);
    } else if (event.key.length === 1 && !isCommand && !event.altKey && !event.isComposing && isInChip(box)) {
      event.preventDefault();
      put(event.key);
    }
  });

  function deleteChip(event) {
    const text = read(box);
    let [start, end] = selectionIn(box);
    if (start === end) {
      const found = chipBeside(text, start, event.key === "Backspace");
      if (!found) {
        return;
      }
      [start, end] = found;
    }
    if (without(text, start, end).marks) {
      event.preventDefault();
      replace(start, end, "");
    }
  }

  box.addEventListener("beforeinput", (event) => {
    if (event.inputType === "historyUndo" || event.inputType === "historyRedo") {
      event.preventDefault();
      event.inputType === "historyUndo" ? history.undo() : history.redo();
    }
  });
  box.addEventListener("input", (event) => {
    const text = read(box);
    const whole = withoutHalves(text, history.present.text);
    if (hasLoose(box) || whole !== text) {
      const [, caret] = selectionIn(box);
      show(box, whole);
      placeCaret(box, Math.min(caret, whole.length));
    }
    textarea.value = read(box);
    history.keep(event.inputType === "insertText");
  });
  return {
    element: box,
    get value() {
      return textarea.value;
    },
    set value(text) {
      textarea.value = text;
      show(box, text);
      history.keep(false);
    },
    insert(text) {
      box.focus();
      put(text);
    },
    wrap(opening, closing) {
      box.focus();
      const [start, end] = selectionIn(box);
      const text = read(box);
      const clean = (part) => part.replaceAll(opening, "").replaceAll(closing, "");
      const before = clean(text.slice(0, start)) + opening + clean(text.slice(start, end));
      draw(before + closing + clean(text.slice(end)), before.length);
    },
  };
}

function boxFor(textarea) {
  const box = document.createElement("div");
  box.className = "tr-field tr-field--chips";
  box.contentEditable = "true";
  try {
    box.contentEditable = "plaintext-only";
  } catch {
    // an older browser: pasted text is made plain by the field itself
  }
  box.setAttribute("role", "textbox");
  box.setAttribute("aria-multiline", "true");
  box.setAttribute("aria-label", textarea.labels[0]?.textContent ?? "");
  box.setAttribute("aria-describedby", textarea.getAttribute("aria-describedby") ?? "");
  box.lang = textarea.lang;
  box.spellcheck = true;
  textarea.hidden = true;
  textarea.after(box);
  show(box, textarea.value);
  return box;
}

/** Whether the caret stands in a chip, where the browser puts it at the end of a line but lets nobody type. */
function isInChip(box) {
  const node = getSelection().anchorNode;
  const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  return box.contains(element) && Boolean(element.closest("[data-token]"));
}
