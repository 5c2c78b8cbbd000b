// Forms of facts: a new empty line comes when the last one is filled; "leave as it is" shuts the form where it stands.
"use strict";

document.addEventListener("input", (event) => {
  const lines = event.target.closest("fieldset[data-more]");
  if (!lines || !event.target.matches("input")) return;
  const all = [...lines.querySelectorAll("input")];
  const last = all[all.length - 1];
  if (event.target !== last || !last.value.trim()) return;
  const next = last.cloneNode();
  next.value = "";
  next.setAttribute("aria-label", last.getAttribute("aria-label").replace(/\d+$/, String(all.length + 1)));
  last.after(next);
});

document.addEventListener("click", (event) => {
  const shut = event.target.closest("[data-close]");
  if (!shut) return;
  const dialog = shut.closest("dialog"), slot = shut.closest(".slot");
  if (!dialog && !slot) return;
  event.preventDefault();
  if (dialog) dialog.close();
  else {
    const summary = slot.closest("details").querySelector("summary");
    slot.replaceChildren();
    summary.focus();
  }
});
