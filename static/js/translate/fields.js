/* The field of one text. Where the original has marks, they are chips: moved as a whole, never typed into. */

const TOKEN = /⟨\/?\d{1,3}⟩/g;

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
  const box = document.createElement("div");
  box.className = "tr-field tr-field--chips";
  box.contentEditable = "true";
  try {
    box.contentEditable = "plaintext-only";
  } catch {
    // an older browser: pasted text is made plain below
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

  const sync = () => {
    textarea.value = read(box);
  };
  box.addEventListener("paste", (event) => {
    event.preventDefault();
    put(box, event.clipboardData.getData("text/plain"));
  });
  box.addEventListener("keydown", (event) => deleteWhole(box, event));
  box.addEventListener("input", () => {
    if (loose(box)) {
      const caret = caretIn(box);
      show(box, read(box));
      placeCaret(box, caret);
    }
    sync();
  });
  return {
    element: box,
    get value() {
      return textarea.value;
    },
    set value(text) {
      textarea.value = text;
      show(box, text);
    },
    insert(text) {
      box.focus();
      put(box, text);
    },
    wrap(opening, closing) {
      box.focus();
      const [start, end] = selectionIn(box);
      const text = read(box);
      const without = (part) => part.replaceAll(opening, "").replaceAll(closing, "");
      const before = without(text.slice(0, start)) + opening + without(text.slice(start, end));
      show(box, before + closing + without(text.slice(end)));
      placeCaret(box, before.length);
      box.dispatchEvent(new Event("input", { bubbles: true }));
    },
  };
}

function show(box, text) {
  box.replaceChildren();
  let position = 0;
  for (const match of text.matchAll(TOKEN)) {
    box.append(text.slice(position, match.index), chip(match[0]));
    position = match.index + match[0].length;
  }
  box.append(text.slice(position));
}

function chip(token) {
  const element = document.createElement("span");
  element.className = "tr-chip";
  element.contentEditable = "false";
  element.dataset.token = token;
  element.textContent = token;
  return element;
}

function read(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    return node.data;
  }
  if (node.nodeName === "BR") {
    return "\n";
  }
  return [...node.childNodes].map(read).join("");
}

/** Whether a token stands in the text without being a chip: it was pasted or dropped. */
function loose(box) {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const isChip = walker.currentNode.parentElement.dataset.token;
    if (!isChip && walker.currentNode.data.match(TOKEN)) {
      return true;
    }
  }
  return false;
}

/** A chip deleted by a key takes its partner with it: no mark is left half. */
function deleteWhole(box, event) {
  const isBack = event.key === "Backspace";
  if (!isBack && event.key !== "Delete") {
    return;
  }
  const text = read(box);
  let [start, end] = selectionIn(box);
  if (start === end) {
    const beside = isBack ? text.slice(0, start).match(/⟨\/?\d{1,3}⟩$/) : text.slice(start).match(/^⟨\/?\d{1,3}⟩/);
    if (!beside) {
      return;
    }
    start -= isBack ? beside[0].length : 0;
    end += isBack ? 0 : beside[0].length;
  }
  const deleted = text.slice(start, end).match(TOKEN);
  if (!deleted) {
    return;
  }
  event.preventDefault();
  const without = (part) => deleted.reduce((rest, token) => rest.replaceAll(token, "").replaceAll(partner(token), ""), part);
  const before = without(text.slice(0, start));
  show(box, before + without(text.slice(end)));
  placeCaret(box, before.length);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function partner(token) {
  return token.includes("/") ? token.replace("/", "") : token.replace("⟨", "⟨/");
}

function put(box, text) {
  const [start, end] = selectionIn(box);
  const before = read(box);
  show(box, before.slice(0, start) + text + before.slice(end));
  placeCaret(box, start + text.length);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function selectionIn(box) {
  const selection = getSelection();
  if (!selection.rangeCount || !box.contains(selection.anchorNode)) {
    const length = read(box).length;
    return [length, length];
  }
  const range = selection.getRangeAt(0);
  return [offsetOf(box, range.startContainer, range.startOffset), offsetOf(box, range.endContainer, range.endOffset)];
}

function caretIn(box) {
  return selectionIn(box)[1];
}

function offsetOf(box, container, offset) {
  const range = document.createRange();
  range.setStart(box, 0);
  range.setEnd(container, offset);
  return read(range.cloneContents()).length;
}

function placeCaret(box, offset) {
  const range = document.createRange();
  let left = offset;
  for (const node of box.childNodes) {
    const length = read(node).length;
    if (left <= length && node.nodeType === Node.TEXT_NODE) {
      range.setStart(node, left);
      break;
    }
    if (left < length) {
      range.setStartBefore(node);
      break;
    }
    left -= length;
    range.setStartAfter(node);
  }
  range.collapse(true);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}
