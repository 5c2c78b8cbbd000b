// The words and what they say, tied together: click a fact, see its words; click words, see the facts.
// n and p go to the next and previous fact, Escape closes. A fact in the address (#a-1f0c77...) is opened.
"use strict";

(() => {
  const words = document.getElementById("words");
  const panel = document.getElementById("facts");
  const choose = document.getElementById("choose");
  const said = document.getElementById("said");
  if (!words || !panel) return;
  document.documentElement.classList.add("scripted");
  const handle = panel.querySelector(".handle");
  handle.hidden = false;
  const facts = [...panel.querySelectorAll("details.fact")].sort((a, b) => a.dataset.start - b.dataset.start);
  const narrow = matchMedia("(max-width: 60rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let shown = null;

  const pieces = (id) => [...words.querySelectorAll(`[data-f~="${CSS.escape(id)}"]`)];
  const into = (node, block, behavior = still.matches ? "auto" : "smooth") => node.scrollIntoView({ block, behavior });

  function unmark() {
    for (const node of words.querySelectorAll(".on, .behind")) node.classList.remove("on", "behind");
  }

  function lift(up) {
    panel.classList.toggle("up", up);
    handle.setAttribute("aria-expanded", String(up));
  }

  // A form that opened under its fact is brought to the top of the panel: it would lie below what one sees.
  let form = null;
  document.addEventListener("htmx:after:swap", () => {
    const opened = panel.querySelector("details.fact[open] .slot form");
    if (opened && opened !== form) {
      panel.scrollTop += opened.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.querySelector(".facts-head").offsetHeight - 8;
      if (!narrow.matches) into(panel, "nearest");
    }
    form = opened;
  });

  function show(fact, { scroll = true, focus = false } = {}) {
    for (const other of facts) if (other !== fact && other.open && !other.querySelector(".slot form")) other.open = false;
    shown = fact;
    fact.open = true;
    unmark();
    const found = pieces(fact.id);
    for (const node of found) node.classList.add("on");
    for (const node of words.querySelectorAll(`[data-b~="${CSS.escape(fact.id)}"]`)) node.classList.add("behind");
    if (narrow.matches) lift(true);
    if ((scroll || narrow.matches) && found.length) into(found[0], narrow.matches ? "start" : "center");
    const top = fact.getBoundingClientRect(), frame = panel.getBoundingClientRect();
    if (narrow.matches || top.top < frame.top + 60 || top.top > frame.bottom - 120) {
      panel.scrollTop += top.top - frame.top - panel.querySelector(".facts-head").offsetHeight - 8;
    }
    if (focus) fact.querySelector("summary").focus({ preventScroll: true });
    said.textContent = fact.querySelector("summary").innerText.replace(/\s+/g, " ");
    history.replaceState(null, "", `#${fact.id}`);
  }

  function close() {
    if (!choose.hidden) { choose.hidden = true; return; }
    if (shown) shown.open = false;
    shown = null;
    unmark();
    lift(false);
    history.replaceState(null, "", location.pathname + location.search);
  }

  function step(by) {
    if (!facts.length) return;
    const at = shown ? facts.indexOf(shown) + by : by > 0 ? 0 : facts.length - 1;
    show(facts[(at + facts.length) % facts.length], { focus: true });
  }

  function offer(ids, x, y) {
    const list = choose.querySelector("ul");
    list.replaceChildren(...ids.map((id) => {
      const item = document.createElement("li"), button = document.createElement("button");
      const fact = document.getElementById(id), dot = document.createElement("span");
      dot.className = `dot ${[...fact.classList].find((name) => name.startsWith("k-"))}`;
      button.type = "button";
      button.append(dot, document.createTextNode(fact.querySelector(".says").textContent));
      button.addEventListener("click", () => { choose.hidden = true; show(fact, { scroll: false, focus: true }); });
      item.append(button);
      return item;
    }));
    choose.hidden = false;
    choose.style.left = `${Math.max(8, Math.min(x + scrollX, document.documentElement.clientWidth - choose.offsetWidth - 8))}px`;
    choose.style.top = `${y + scrollY + 14}px`;
    list.querySelector("button").focus({ preventScroll: true });
  }

  words.addEventListener("click", (event) => {
    if (!getSelection().isCollapsed) return;
    const mark = event.target.closest("[data-f]");
    choose.hidden = true;
    if (!mark) return;
    const ids = mark.dataset.f.split(" ").filter((id) => document.getElementById(id));
    if (ids.length > 1) offer(ids, event.clientX, event.clientY);
    else if (ids.length) show(document.getElementById(ids[0]), { scroll: false });
  });
  document.addEventListener("click", (event) => {
    if (!choose.hidden && !event.target.closest("#choose, #words")) choose.hidden = true;
  });
  panel.addEventListener("click", (event) => {
    const summary = event.target.closest("details.fact > summary");
    const link = event.target.closest("[data-show]");
    if (link) {
      event.preventDefault();
      show(document.getElementById(link.dataset.show));
      if (narrow.matches) lift(false);
    } else if (summary) {
      event.preventDefault();
      if (summary.parentElement === shown && shown.open) close();
      else show(summary.parentElement);
    }
  });
  handle.addEventListener("click", () => lift(!panel.classList.contains("up")));
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });

  function fromAddress() {
    const id = decodeURIComponent(location.hash.slice(1)).replace(/^fact-/, "").replace(/^w-/, "");
    if (!/^[a-z]-[0-9a-f]+$/.test(id)) return;
    const fact = document.getElementById(id);
    if (fact) show(fact, { focus: true });
    else if (!new URLSearchParams(location.search).has("fact")) location.replace(`${location.pathname}?fact=${id}#${id}`);
  }
  addEventListener("hashchange", fromAddress);
  fromAddress();

  // Until a page has loaded the browser itself goes to the fact in the address, again and again: after that the words
  // are brought back, unless the reader has gone elsewhere meanwhile.
  const arrived = shown;
  let moved = false;
  for (const by of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(by, () => { moved = true; }, { once: true, passive: true });
  const settle = () => requestAnimationFrame(() => requestAnimationFrame(() => {
    const first = arrived && !moved && shown === arrived && pieces(arrived.id)[0];
    if (first) into(first, narrow.matches ? "start" : "center", "instant");
  }));
  addEventListener("load", settle, { once: true });
})();
