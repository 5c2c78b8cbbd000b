// The map: a click tells more beside it; closer, farther, drag; taken out as a picture. The drawing itself is in the page.
"use strict";

const map = document.getElementById("map");

function begun() {
  const [, , wide, high] = map.getAttribute("viewBox").split(" ").map(Number);
  let [left, top, zoom] = [0, 0, 1];

  const letter = Number.parseFloat(getComputedStyle(map.querySelector("text") ?? map).fontSize);

  // A name that would cover one of a larger place is not shown: letters are larger on a small screen.
  function part() {
    const taken = [];
    for (const one of map.querySelectorAll("text")) {
      one.classList.remove("covered");
      const box = one.getBoundingClientRect();
      const covered = taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
      one.classList.toggle("covered", covered);
      if (!covered && box.width) taken.push(box);
    }
  }

  function look() {
    zoom = Math.min(12, Math.max(0.8, zoom));
    left = Math.min(wide - wide / zoom / 2, Math.max(-wide / zoom / 2, left));
    top = Math.min(high - high / zoom / 2, Math.max(-high / zoom / 2, top));
    map.setAttribute("viewBox", `${left} ${top} ${wide / zoom} ${high / zoom}`);
    const small = 1 / Math.sqrt(zoom) / (zoom > 1 ? Math.sqrt(zoom) ** 0.5 : 1);
    for (const one of map.querySelectorAll("circle")) one.setAttribute("r", Number(one.dataset.r) * small);
    for (const one of map.querySelectorAll("text")) one.style.fontSize = zoom === 1 ? "" : `${letter * small}px`;
    for (const one of map.querySelectorAll(".curve")) one.style.strokeWidth = zoom !== 1 ? Number(one.getAttribute("stroke-width")) * small : "";
    part();
  }

  function nearer(by, x = wide / 2, y = high / 2) {
    const before = zoom;
    zoom = Math.min(12, Math.max(0.8, zoom * by));
    left += (x / before) - (x / zoom);
    top += (y / before) - (y / zoom);
    look();
  }

  part();
  document.getElementById("zoom").hidden = false;
  document.getElementById("zoom").addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-zoom]");
    if (!wanted) return;
    const by = Number(wanted.dataset.zoom);
    if (by) nearer(by);
    else { [left, top, zoom] = [0, 0, 1]; look(); }
  });
  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = map.getBoundingClientRect();
    nearer(event.deltaY < 0 ? 1.2 : 1 / 1.2, ((event.clientX - box.left) / box.width) * wide, ((event.clientY - box.top) / box.height) * high);
  }, { passive: false });

  let held = null;
  map.addEventListener("pointerdown", (event) => { held = { x: event.clientX, y: event.clientY, left, top, moved: false }; });
  map.addEventListener("pointermove", (event) => {
    if (!held || event.pointerType === "touch") return;
    const scale = wide / zoom / map.getBoundingClientRect().width;
    const [across, down] = [(event.clientX - held.x) * scale, (event.clientY - held.y) * scale];
    if (Math.hypot(event.clientX - held.x, event.clientY - held.y) > 4) held.moved = true;
    if (held.moved) { [left, top] = [held.left - across, held.top - down]; look(); }
  });
  addEventListener("pointerup", () => setTimeout(() => { held = null; }));

  map.addEventListener("click", (event) => {
    const one = event.target.closest("[data-path]");
    if (!one || held?.moved) return;
    for (const other of map.querySelectorAll(".on")) other.classList.remove("on");
    one.classList.add("on");
    htmx.ajax("GET", `${one.dataset.path}${map.dataset.query}`, { target: "#at", select: "#at", swap: "outerHTML" });
  });

  const take = document.getElementById("take");
  take.hidden = false;
  take.addEventListener("click", () => picture(map, wide, high));
}

// What the style sheet says is written into a copy, so that the picture looks the same outside of the page.
function picture(map, wide, high) {
  const copy = map.cloneNode(true);
  const plain = ["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "font-size", "font-family", "font-weight", "text-anchor", "paint-order", "display", "visibility"];
  const shown = map.querySelectorAll("path, circle, text");
  copy.querySelectorAll("path, circle, text").forEach((one, number) => {
    const look = getComputedStyle(shown[number]);
    for (const name of plain) one.setAttribute(name, look.getPropertyValue(name));
    one.removeAttribute("style");
  });
  for (const one of copy.querySelectorAll(".reach, title")) one.remove();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", wide * 2);
  copy.setAttribute("height", high * 2);
  const image = new Image();
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
  image.addEventListener("load", () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: wide * 2, height: high * 2 });
    const paper = canvas.getContext("2d");
    paper.fillStyle = getComputedStyle(map.parentElement).backgroundColor;
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    canvas.toBlob((made) => {
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(made), download: "map.png" });
      link.click();
      URL.revokeObjectURL(link.href);
    });
  });
  image.src = address;
}

if (map) begun();
