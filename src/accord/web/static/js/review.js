// Review: keys can be switched off (WCAG 2.1.4), the chosen question stays in sight, and only questions of one kind are selected together.
"use strict";

const keys = document.getElementById("keys");
const bound = [...document.querySelectorAll("main [data-key]")].filter((one) => one.ariaKeyShortcuts || one.hasAttribute("aria-keyshortcuts"));

function useKeys(on) {
  for (const one of bound) {
    if (on) one.dataset.key = one.getAttribute("aria-keyshortcuts");
    else delete one.dataset.key;
  }
}

if (keys) {
  keys.closest("label").hidden = false;
  keys.checked = localStorage.getItem("accord.review.keys") !== "off";
  useKeys(keys.checked);
  keys.addEventListener("change", () => {
    localStorage.setItem("accord.review.keys", keys.checked ? "on" : "off");
    useKeys(keys.checked);
  });
}

const boxes = [...document.querySelectorAll("input[name=one][type=checkbox]")];
const open = new Set(boxes.filter((one) => !one.disabled));
const counts = document.querySelectorAll("[data-count]");
const several = document.querySelector("[data-several]");

function selected() {
  const chosen = boxes.filter((one) => one.checked);
  for (const one of open) one.disabled = chosen.length > 0 && one.dataset.sort !== chosen[0].dataset.sort;
  for (const one of counts) {
    one.hidden = chosen.length === 0;
    one.textContent = String(chosen.length);
  }
  if (several) several.disabled = chosen.length === 0;
}

for (const one of boxes) one.addEventListener("change", selected);
if (boxes.length) selected();

const now = document.querySelector(".queue .now");
const list = document.querySelector(".queue");
if (now && list && list.scrollHeight > list.clientHeight) list.scrollTop = Math.max(0, now.offsetTop - list.clientHeight / 2);

const asked = location.hash.slice(1);
if (/^[a-z]-[0-9a-f]{12}$/.test(asked) && !location.search) location.replace(`/review?one=${asked}`);
