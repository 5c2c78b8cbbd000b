// What works on every page: keys (/ goes to the search box, Escape leaves it), and filters that wait closed on narrow screens.
"use strict";

if (matchMedia("(max-width: 60rem)").matches) {
  for (const one of document.querySelectorAll("details[data-wide]")) one.open = false;
}

// Results below the search box: arrows go through them, Escape goes back to the box and then leaves it.
document.querySelector(".find")?.addEventListener("keydown", (event) => {
  const box = event.currentTarget.querySelector("input");
  const stops = [box, ...event.currentTarget.querySelectorAll("#hits a")];
  const at = stops.indexOf(event.target);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && stops[at + step]) {
    event.preventDefault();
    stops[at + step].focus();
  } else if (event.key === "Escape" && at > 0) {
    box.focus();
  }
});

document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Escape" && writing) writing.blur();
  if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const wanted = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("input, textarea, select")) wanted.focus();
  else wanted.click();
});
