// The small graph around a node, at the places that the server found.

import { coloured, el, svg } from "/pages/dom.js";
import { label, named, type } from "/pages/graph.js";

// On a small screen the drawing is small, so that its letters are not.
const widthNow = () => Math.min(560, Math.max(300, window.innerWidth - 58));
const HEIGHT = 400;
const SIDE = 62;
const TOP = 20;
const BOTTOM = 34;
const LONGEST = 11;

const at = (node, width) => [SIDE + node.x * (width - 2 * SIDE), TOP + node.y * (HEIGHT - TOP - BOTTOM)];
const short = (name) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

export function drawing(around, centre) {
  const width = widthNow();
  const nodes = new Map(around.nodes.map((node) => [node.id, node]));
  const pairs = new Map(around.links.map((one) => [`${one.start} ${one.end} ${one.type}`, one]));
  const lines = [...pairs.values()].map((one) => line(one, at(nodes.get(one.start), width), at(nodes.get(one.end), width)));
  const dots = around.nodes.map((node) => dot(node, at(node, width), node.id === centre, around.nodes.length > width / 30));
  const drawn = svg("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, class: "drawing", role: "group" }, lines, dots);
  return el("figure", {}, drawn);
}

function line(one, [x1, y1], [x2, y2]) {
  return svg("line", { x1, y1, x2, y2 }, svg("title", {}, named(type(one.type))));
}

function dot(node, [x, y], central, crowded) {
  const circle = svg("circle", { cx: x, cy: y, r: central ? 13 : 9 });
  const icon = svg("use", {
    href: `/pages/icons.svg#${label(node.label).icon}`,
    ...(central ? { x: x - 8, y: y - 8, width: 16, height: 16 } : { x: x - 5.5, y: y - 5.5, width: 11, height: 11 }),
  });
  const text = central || !crowded ? svg("text", { x, y: y + (central ? 26 : 20) }, short(node.name)) : null;
  const title = svg("title", {}, `${named(label(node.label))}: ${node.name}`);
  const link = svg("a", { href: `#${encodeURIComponent(node.id)}`, class: central ? "central" : null }, title, circle, icon, text);
  return coloured(link, label(node.label).colour);
}
