// The picture of who agrees with whom: drawn from the data in the page, always laid out the same; a click tells more beside it.
"use strict";

const SHAPES = {
  government: "round-rectangle", party_committee: "diamond", enterprise: "ellipse", university: "triangle", institute: "hexagon",
  park: "octagon", finance: "pentagon", association: "star", hospital: "concave-hexagon", media: "tag", other: "rectangle",
};
const NAMED = 40; // bodies whose names are shown from afar
const CROWD = 80; // bodies that are too many to name them all
const holder = document.getElementById("graph");

function colour(name) {
  return getComputedStyle(holder).getPropertyValue(`--${name}`).trim();
}

function looks() {
  const kinds = Object.entries(SHAPES).map(([kind, shape]) => ({
    selector: `node[kind = "${kind}"]`,
    style: { shape, "background-color": colour(`k-${kind}`) },
  }));
  return [
    { selector: "node", style: {
      width: "data(size)", height: "data(size)", label: "data(name)", color: colour("ink"), "font-size": "data(font)",
      "font-family": getComputedStyle(document.body).fontFamily, "min-zoomed-font-size": 7, "text-valign": "bottom",
      "text-margin-y": 3, "text-wrap": "wrap", "text-max-width": "data(broad)", "text-outline-color": colour("sheet"),
      "text-outline-width": 2, "border-width": 1, "border-color": colour("sheet") } },
    ...kinds,
    { selector: "edge", style: {
      width: "data(wide)", "line-color": colour("edge"), opacity: "data(strong)", "curve-style": "straight", "overlay-padding": 6 } },
    { selector: "node.minor", style: { label: "" } },
    { selector: ".faint", style: { opacity: 0.12 } },
    { selector: "node.near, node:selected", style: { label: "data(name)", "min-zoomed-font-size": 0, "z-index": 9 } },
    { selector: "edge.near, edge:selected", style: { "line-color": colour("accent"), opacity: 0.9 } },
    { selector: "node:selected, node.focus", style: { "border-width": 4, "border-color": colour("seal") } },
    { selector: "node, edge", style: { "overlay-color": colour("accent") } },
  ];
}

function node(body, most, many) {
  const part = Math.sqrt(body.n / Math.max(1, most));
  const size = many > CROWD ? 11 + 36 * part : 14 + 42 * part;
  return { group: "nodes", data: { ...body, size, font: 11 + 5 * part, broad: 150 } };
}

function edge([source, target, n], most) {
  const part = Math.log1p(n) / Math.log1p(Math.max(1, most));
  return { group: "edges", data: { id: `${source} ${target}`, source, target, n, wide: 0.8 + 7 * part ** 3, strong: 0.25 + 0.45 * part ** 2 } };
}

// Everything is seen, but few bodies do not become giants.
function whole(cy) {
  cy.fit(undefined, 36);
  if (cy.zoom() > 1.25) { cy.zoom(1.25); cy.center(); }
}

function ranked(cy) {
  return cy.nodes().sort((one, other) => other.data("n") - one.data("n") || (one.id() < other.id() ? -1 : 1));
}

function lay(cy) {
  const all = ranked(cy);
  const number = new Map(all.map((one, at) => [one.id(), at]));
  const nodes = all.map((one) => ({ r: one.data("size") / 2 }));
  const links = cy.edges().map((one) => [number.get(one.data("source")), number.get(one.data("target")), one.data("n")]);
  const flat = Math.min(1.5, Math.max(0.8, holder.clientWidth / Math.max(1, holder.clientHeight)));
  pushed(nodes, links.sort((one, other) => one[0] - other[0] || one[1] - other[1]), flat);
  all.forEach((one, at) => one.position({ x: nodes[at].x, y: nodes[at].y }));
  whole(cy);
}

// The strongest are read without coming closer, however far away the whole picture is seen from; a name that would cover
// that of a stronger one is shown when one comes closer, or looks at its body.
function name(cy) {
  const far = Math.min(3, Math.max(1, 0.95 / cy.zoom()));
  const crowded = cy.nodes().length > CROWD;
  const taken = [];
  ranked(cy).forEach((one, number) => {
    const [font, broad] = [one.data("font") * far, 150 * far];
    const wide = [...one.data("name")].reduce((sum, letter) => sum + (letter < "\u2e80" ? 0.56 : 1), 0) * font;
    const [x, top] = [one.position("x"), one.position("y") + one.data("size") / 2];
    const half = (Math.min(wide, broad) / 2) * (crowded ? 1 : 0.72); // few bodies may touch a little, rather than be nameless
    const box = [x - half, top, x + half, top + 4 + font * 1.25 * Math.ceil(wide / broad)];
    const free = taken.every((other) => box[0] > other[2] || other[0] > box[2] || box[1] > other[3] || other[1] > box[3]);
    if (free && (!crowded || number < NAMED)) {
      taken.push(box);
      one.data({ font, broad });
    } else one.addClass("minor later");
  });
  const near = Math.max(1, cy.zoom() * 1.8);
  cy.on("zoom", () => cy.batch(() => cy.nodes(".later").toggleClass("minor", cy.zoom() < near)));
}

function place(cy, added, around) {
  const at = around.position();
  added.forEach((one, number) => {
    const turn = number * 2.399963;
    const far = 70 + 16 * Math.sqrt(number);
    one.position({ x: at.x + far * Math.cos(turn), y: at.y + far * Math.sin(turn) });
  });
}

function drawn(data) {
  const most = Math.max(1, ...data.bodies.map((one) => one.n));
  const often = Math.max(1, ...data.ties.map((one) => one[2]));
  const cy = cytoscape({
    container: holder, style: looks(), minZoom: 0.1, maxZoom: 4, boxSelectionEnabled: false,
    elements: [...data.bodies.map((one) => node(one, most, data.bodies.length)), ...data.ties.map((one) => edge(one, often))],
  });
  lay(cy);
  name(cy);
  if (holder.dataset.focus) cy.getElementById(holder.dataset.focus).addClass("focus");
  return { cy, most, often };
}

function begun() {
  const start = performance.now();
  const { cy, most, often } = drawn(JSON.parse(document.getElementById("network-data").textContent));
  const query = () => {
    const kept = new URLSearchParams(location.search);
    for (const name of ["party", "q", "page"]) kept.delete(name);
    return kept.size ? `?${kept}` : "";
  };
  const tell = (path) => htmx.ajax("GET", `${path}${query()}`, { target: "#at", select: "#at", swap: "outerHTML" });

  function look(one) {
    cy.elements().removeClass("near faint");
    if (!one) return;
    const near = one.isNode() ? one.closedNeighborhood() : one.union(one.connectedNodes());
    cy.elements().difference(near).addClass("faint");
    near.addClass("near");
  }

  async function bring(id) {
    const answer = await fetch(`${document.getElementById("seek").dataset.around}${encodeURIComponent(id)}${query()}`);
    if (!answer.ok) return;
    const more = await answer.json();
    const fresh = more.bodies.filter((one) => cy.getElementById(one.id).empty());
    const alone = cy.getElementById(id).empty();
    const added = cy.add(fresh.map((one) => node(one, most, cy.nodes().length)));
    const inside = more.ties.filter((one) => cy.getElementById(one[0]).nonempty() && cy.getElementById(one[1]).nonempty());
    cy.add(inside.filter((one) => cy.getElementById(`${one[0]} ${one[1]}`).empty()).map((one) => edge(one, often)));
    const middle = cy.getElementById(id);
    if (alone) middle.position({ x: cy.extent().x2 + 120, y: (cy.extent().y1 + cy.extent().y2) / 2 });
    place(cy, added.difference(middle), middle);
    cy.animate({ fit: { eles: middle.closedNeighborhood(), padding: 60 }, duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 250 });
    middle.select();
    look(middle);
    document.getElementById("told").textContent = document.getElementById("seek").dataset.added.replace("{n}", fresh.length);
    tell(`${holder.dataset.at}${encodeURIComponent(id)}`);
  }

  cy.on("tap", (event) => {
    const one = event.target === cy ? null : event.target;
    look(one);
    if (!one) return;
    if (one.isNode()) tell(`${holder.dataset.at}${encodeURIComponent(one.id())}`);
    else tell(`${holder.dataset.tie}${encodeURIComponent(one.source().id())}/${encodeURIComponent(one.target().id())}`);
  });
  cy.on("mouseover", "node, edge", () => holder.classList.add("over"));
  cy.on("mouseout", "node, edge", () => holder.classList.remove("over"));

  document.addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-more], [data-bring]");
    if (!wanted) return;
    event.preventDefault();
    bring(wanted.dataset.more || wanted.dataset.bring);
  });
  document.addEventListener("htmx:after:swap", () => {
    for (const one of document.querySelectorAll("[data-more]")) one.hidden = false;
  });
  document.getElementById("zoom").hidden = false;
  document.getElementById("zoom").addEventListener("click", (event) => {
    const by = Number(event.target.closest("[data-zoom]")?.dataset.zoom);
    if (by) cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: holder.clientWidth / 2, y: holder.clientHeight / 2 } });
    else if (event.target.closest("[data-zoom]")) { look(null); whole(cy); }
  });
  const take = document.getElementById("take");
  take.hidden = false;
  take.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(cy.png({ output: "blob", full: true, scale: 2, bg: colour("sheet") }));
    link.download = "network.png";
    link.click();
    URL.revokeObjectURL(link.href);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(looks()));
  holder.dataset.drawn = cy.nodes().length;
  holder.dataset.took = Math.round(performance.now() - start);
}

document.getElementById("seek").addEventListener("submit", async (event) => {
  if (!holder) return;
  event.preventDefault();
  const asked = new URLSearchParams(new FormData(event.target));
  htmx.ajax("GET", `/network?${asked}`, { target: "#matches", select: "#matches", swap: "outerHTML" });
});

if (holder) begun();
