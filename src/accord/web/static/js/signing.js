// New signings: names of bodies are completed from the register; a click on a quote shows the words without losing the place.
"use strict";

(() => {
  const list = document.getElementById("bodies");
  let waiting = 0, asked = "";

  async function complete(typed) {
    if (typed === asked) return;
    asked = typed;
    const answer = await fetch(`/signings/bodies?q=${encodeURIComponent(typed)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || asked !== typed) return;
    list.replaceChildren(...(await answer.json()).map((name) => {
      const option = document.createElement("option");
      option.value = name;
      option.label = typed && !name.toLowerCase().includes(typed.toLowerCase()) ? `${name} · ${typed}` : name;
      return option;
    }));
  }

  document.addEventListener("input", (event) => {
    if (!list || !event.target.matches("[data-body]")) return;
    clearTimeout(waiting);
    const typed = event.target.value.trim();
    if (typed) waiting = setTimeout(() => complete(typed), 150);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#at-"]');
    const words = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!words) return;
    event.preventDefault();
    for (const one of document.querySelectorAll(".words mark.here")) one.classList.remove("here");
    words.classList.add("here");
    words.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  });
})();
