// A selection in the text fills the form: the words, and their offsets in characters (not in UTF-16 units).
"use strict";

const text = document.querySelector("[data-text]");
const quote = document.querySelector("[data-quote]");
const starts = document.querySelector("input[data-start]");
const ends = document.querySelector("input[data-end]");

function offsetOf(node, offset) {
  const block = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("p[data-start]");
  if (!block || !text.contains(block)) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return Number(block.dataset.start) + Array.from(before.toString()).length;
}

function take() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return;
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  quote.value = selection.toString().trim();
  starts.value = start === null ? "" : start;
  ends.value = end === null ? "" : end;
}

if (text && quote && starts && ends) {
  document.addEventListener("selectionchange", take);
  quote.addEventListener("input", () => {
    starts.value = "";
    ends.value = "";
  });
}
