/* The inside of a field with marks: text nodes and chips, and places in it counted in letters. */

const TOKEN = /⟨\/?\d{1,3}⟩/g;

/** Put text into the field, every mark in it as a chip. */
export function show(box, text) {
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

/** Return the text of the field or of a part of it. */
export function read(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    return node.data;
  }
  if (node.nodeName === "BR") {
    return "\n";
  }
  return [...node.childNodes].map(read).join("");
}

/** Whether a mark stands in the text without being a chip: it was pasted or dropped. */
export function hasLoose(box) {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const isChip = walker.currentNode.parentElement.dataset.token;
    if (!isChip && walker.currentNode.data.match(TOKEN)) {
      return true;
    }
  }
  return false;
}

/** Return the part of the text that is selected as [start, end]; what begins or ends in a chip takes in all of it. */
export function selectionIn(box) {
  const selection = getSelection();
  if (!selection.rangeCount || !box.contains(selection.anchorNode)) {
    const length = read(box).length;
    return [length, length];
  }
  const range = selection.getRangeAt(0);
  const isEmpty = range.startContainer === range.endContainer && range.startOffset === range.endOffset;
  let start = offsetOf(box, range.startContainer, range.startOffset);
  let end = offsetOf(box, range.endContainer, range.endOffset);
  for (const match of read(box).matchAll(TOKEN)) {
    const after = match.index + match[0].length;
    if (isEmpty && match.index < start && start < after) {
      return [after, after];
    }
    start = match.index < start && start < after ? match.index : start;
    end = match.index < end && end < after ? after : end;
  }
  return [start, end];
}

function offsetOf(box, container, offset) {
  const range = document.createRange();
  range.setStart(box, 0);
  range.setEnd(container, offset);
  return read(range.cloneContents()).length;
}

/** Put the caret after so many letters. */
export function placeCaret(box, offset) {
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

/** Return the text without the part between `start` and `end`, and without the partners of marks in that part. */
export function without(text, start, end) {
  const deleted = text.slice(start, end).match(TOKEN) ?? [];
  const clean = (part) =>
    deleted.reduce((rest, token) => rest.replaceAll(token, "").replaceAll(partner(token), ""), part);
  const before = clean(text.slice(0, start));
  return { text: before + clean(text.slice(end)), caret: before.length, marks: deleted.length };
}

/** Return the text without marks whose partners stood in it before and are gone: whole words, a dragged part. */
export function withoutHalves(text, before) {
  const lost = (before.match(TOKEN) ?? []).filter((token) => !text.includes(token));
  return lost.reduce((rest, token) => rest.replaceAll(partner(token), ""), text);
}

function partner(token) {
  return token.includes("/") ? token.replace("/", "") : token.replace("⟨", "⟨/");
}

/** Return the part a key would delete beside the caret where that is a chip, else nothing. */
export function chipBeside(text, caret, isBack) {
  const found = isBack ? text.slice(0, caret).match(/⟨\/?\d{1,3}⟩$/) : text.slice(caret).match(/^⟨\/?\d{1,3}⟩/);
  if (!found) {
    return null;
  }
  return isBack ? [caret - found[0].length, caret] : [caret, caret + found[0].length];
}
