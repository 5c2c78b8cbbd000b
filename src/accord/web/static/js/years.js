// A slider of two ends under the bars of the years; the numbers beside it are the form's, the slider only moves them.
"use strict";

for (const field of document.querySelectorAll("[data-years]")) {
  const [since, until] = field.querySelectorAll("input[type=number]");
  const bars = field.querySelector(".bars");
  if (!bars) continue;
  const [first, last] = [Number(since.min), Number(since.max)];
  const span = document.createElement("div");
  span.className = "span";
  const ends = [[since, first, field.dataset.from], [until, last, field.dataset.to]].map(([number, edge, name]) => {
    const end = document.createElement("input");
    Object.assign(end, { type: "range", min: first, max: last, step: 1, value: number.value || edge });
    end.setAttribute("aria-label", name);
    span.append(end);
    number.addEventListener("input", () => { end.value = number.value || edge; show(); });
    return end;
  });
  bars.after(span);

  function show() {
    const [from, to] = ends.map((end) => Number(end.value));
    for (const bar of bars.querySelectorAll("rect")) {
      const year = Number(bar.dataset.year);
      bar.classList.toggle("out", year < from || year > to);
    }
  }
  ends[0].addEventListener("input", () => {
    if (Number(ends[0].value) > Number(ends[1].value)) ends[0].value = ends[1].value;
    since.value = Number(ends[0].value) === first ? "" : ends[0].value;
    show();
  });
  ends[1].addEventListener("input", () => {
    if (Number(ends[1].value) < Number(ends[0].value)) ends[1].value = ends[0].value;
    until.value = Number(ends[1].value) === last ? "" : ends[1].value;
    show();
  });
  show();
}
