// Where bodies stand in a picture: ties draw together, bodies push each other away, those with many ties the most.
// Source: ForceAtlas2 (Jacomy et al., PLoS ONE 9, 2014), without its chance: everybody begins on a spiral, so a picture comes out the same.
"use strict";

// `nodes` [{ x, y, r }], strongest first, get their places; `links` [from, to, weight] by number; `flat` is how much wider than high the room is.
function pushed(nodes, links, flat) {
  const ties = nodes.map(() => 1);
  for (const [from, to] of links) { ties[from] += 1; ties[to] += 1; }
  nodes.forEach((one, number) => {
    const [far, turn] = [30 * Math.sqrt(number), number * 2.399963];
    Object.assign(one, { x: far * Math.cos(turn) * flat, y: far * Math.sin(turn) });
  });
  const few = nodes.length <= 80;
  const [apart, gather, long] = few ? [2600, 1.1, 95] : [1500, 2.6, 46];
  const steps = nodes.length > 150 ? 240 : 420;
  for (let step = 0; step < steps; step += 1) {
    const most = 1 + 60 * (1 - step / steps) ** 2;
    const across = nodes.map((one, number) => -one.x / flat * (gather + 0.1 * ties[number]));
    const down = nodes.map((one, number) => -one.y * flat * (gather + 0.1 * ties[number]));
    for (let one = 0; one < nodes.length; one += 1) {
      for (let other = one + 1; other < nodes.length; other += 1) {
        const x = nodes[one].x - nodes[other].x || 0.1;
        const y = nodes[one].y - nodes[other].y || 0.1;
        const square = x * x + y * y;
        const room = nodes[one].r + nodes[other].r + 14;
        let push = (apart * Math.sqrt(ties[one] * ties[other])) / square;
        if (square < room * room) push += 30 * (room / Math.sqrt(square) - 1);
        across[one] += x * push; down[one] += y * push;
        across[other] -= x * push; down[other] -= y * push;
      }
    }
    for (const [from, to, weight] of links) {
      const [x, y] = [nodes[to].x - nodes[from].x, nodes[to].y - nodes[from].y];
      const rest = nodes[from].r + nodes[to].r + long + (few ? 0 : 4 * Math.sqrt(Math.max(ties[from], ties[to])));
      const pull = ((8 + 4 * Math.log1p(weight)) / Math.sqrt(Math.min(ties[from], ties[to]))) * (1 - rest / (Math.hypot(x, y) || 1));
      across[from] += x * pull; down[from] += y * pull;
      across[to] -= x * pull; down[to] -= y * pull;
    }
    nodes.forEach((one, number) => {
      const far = Math.hypot(across[number], down[number]) / (4 + ties[number]);
      const part = Math.min(far, most) / (far || 1) / (4 + ties[number]);
      one.x += across[number] * part;
      one.y += down[number] * part;
    });
  }
}
