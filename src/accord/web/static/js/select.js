// Select words of the document: a button comes up, which opens the form for a fact that they say.
"use strict";

(() => {
  const words = document.getElementById("words");
  const button = document.getElementById("add-here");
  const dialog = document.getElementById("add");
  if (!words || !button || !dialog || !words.hasAttribute("data-may-enter")) return;
  const points = (text) => [...text].length; // the register counts code points, not UTF-16 units
  const paragraph = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("p[data-at]");

  function offset(node, at) {
    const inside = paragraph(node);
    if (!inside || !words.contains(inside)) return null;
    const before = document.createRange();
    before.setStart(inside, 0);
    before.setEnd(node, at);
    return Number(inside.dataset.at) + points(before.toString());
  }

  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0), text = selection.toString();
    if (!words.contains(range.commonAncestorContainer) || !text.trim()) return null;
    let [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
    if (start === null || end === null || end <= start) return null;
    start += points(text) - points(text.trimStart());
    end -= points(text) - points(text.trimEnd());
    return { start, end, box: range.getBoundingClientRect() };
  }

  function look() {
    const found = selected();
    button.hidden = !found;
    if (!found) return;
    button.href = `/documents/${words.dataset.document}/enter?start=${found.start}&end=${found.end}`;
    const wide = document.documentElement.clientWidth;
    button.style.left = `${Math.max(8, Math.min(found.box.left + scrollX, wide - button.offsetWidth - 8))}px`;
    button.style.top = `${found.box.bottom + scrollY + 8}px`;
  }

  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 200);
  });
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    const answer = await fetch(button.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.getElementById("enter");
    if (!form) { location.href = button.href; return; }
    const slot = document.getElementById("add-slot");
    slot.replaceChildren(document.importNode(form, true));
    htmx.process(slot);
    button.hidden = true;
    dialog.showModal();
  });
})();
