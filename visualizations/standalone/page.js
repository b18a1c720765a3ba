// Draws the view that this page holds. Whatever comes from a notice becomes text, never markup.
"use strict";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const view = read("xunji-view");
const drawing = read("xunji-drawing");
const { words, looks, types, properties, values } = drawing;

const FONT = '12px "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const BAR = drawing.bar;

// Below the one scale nothing can be read; at the other everything can.
const SMALLEST = 0.5;
const LEGIBLE = 0.75;
const records = new Map(view.part.nodes.map((node) => [node.id, node]));
const reports = new Map(view.reports.map((node) => [node.id, node]));
const spots = new Map(drawing.nodes.map((node) => [node.id, node]));
const icons = new Map(Object.entries(looks).map(([label, look]) => [label, new Path2D(look.icon)]));
const canvas = document.getElementById("canvas");
const details = document.getElementById("details");

function el(tag, text, ...children) {
  const made = document.createElement(tag);
  if (text !== null) made.textContent = text;
  made.append(...children);
  return made;
}

// ------------------------------------------------ drawing

function icon(ctx, look, label, x, y, size) {
  ctx.save();
  ctx.translate(x - size / 2, y - size / 2);
  ctx.scale(size / 24, size / 24);
  ctx.strokeStyle = look.ink;
  ctx.lineWidth = 2;
  ctx.lineCap = ctx.lineJoin = "round";
  ctx.stroke(icons.get(label));
  ctx.restore();
}

function circle(ctx, spot, look, chosen) {
  ctx.beginPath();
  ctx.arc(spot.x, spot.y, spot.radius, 0, 2 * Math.PI);
  ctx.fillStyle = look.colour;
  ctx.fill();
  ctx.lineWidth = chosen ? 4 : 1;
  ctx.strokeStyle = chosen ? "#1a1a1a" : look.edge;
  ctx.stroke();
  icon(ctx, look, spot.group, spot.x, spot.y, spot.radius * 1.15);
}

function captions(ctx, spot) {
  ctx.font = FONT;
  ctx.textAlign = "center";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3;
  ctx.strokeStyle = "#fff";
  ctx.fillStyle = "#1a1a1a";
  spot.lines.forEach((line, row) => {
    const y = spot.y + spot.radius + 4 + 16 * (row + 0.75);
    ctx.strokeText(line, spot.x, y);
    ctx.fillText(line, spot.x, y);
  });
}

function box(ctx, spot, look, chosen) {
  const left = spot.x - spot.width / 2;
  const top = spot.y - spot.height / 2;
  ctx.fillStyle = "#fff";
  ctx.fillRect(left, top, spot.width, spot.height);
  ctx.fillStyle = look.colour;
  ctx.fillRect(left, top, BAR, spot.height);
  ctx.lineWidth = chosen ? 3 : 1;
  ctx.strokeStyle = look.edge;
  ctx.strokeRect(left, top, spot.width, spot.height);
  icon(ctx, look, spot.group, left + BAR / 2, spot.y, 15);
  ctx.font = FONT;
  ctx.textAlign = "left";
  ctx.fillStyle = "#1a1a1a";
  spot.lines.forEach((line, row) => ctx.fillText(line, left + BAR + 6, top + 5 + 16 * (row + 0.76)));
}

// vis-network calls this for every node; where things stand was computed when the file was made.
function renderer({ ctx, id, x, y, state }) {
  const spot = { ...spots.get(id), x, y };
  const look = looks[spot.group];
  const chosen = state.selected || state.hover;
  if (!spot.radius) {
    return { drawNode: () => box(ctx, spot, look, chosen), nodeDimensions: { width: spot.width, height: spot.height } };
  }
  return {
    drawNode: () => circle(ctx, spot, look, chosen),
    drawExternalLabel: () => captions(ctx, spot),
    nodeDimensions: { width: 2 * spot.radius, height: 2 * spot.radius },
  };
}

const nodes = new vis.DataSet(drawing.nodes.map(({ id, x, y }) => ({ id, x, y, shape: "custom", ctxRenderer: renderer, title: el("div", tip(id)) })));
const lines = drawing.edges.map((edge) => ({ ...edge, path: new Path2D(edge.path), head: new Path2D(edge.head), tip: line(edge) }));
let chosen = null;
let hidden = () => false;

function tip(id) {
  const node = records.get(id);
  return `${looks[node.label].name}: ${short(nameOf(id))}`;
}

function line(edge) {
  const first = edge.links.length ? view.part.relationships[edge.links[0]].evidence.quote : "";
  const count = edge.links.length > 1 ? ` (${edge.links.length})` : "";
  return `${types[edge.type]}${count}\n${short(first)}`;
}

function nameOf(id) {
  const node = records.get(id) || reports.get(id);
  return node ? shown(node.properties.name ?? id) : id;
}

// Marks that turn or hide text are left out of what is shown, as in every other format.
function shown(value) {
  return String(value).replace(/[\p{Cc}\p{Cf}]/gu, " ").trim();
}

function short(text) {
  const plain = shown(text);
  return plain.length > 200 ? `${plain.slice(0, 199)}…` : plain;
}

const network = new vis.Network(canvas, { nodes, edges: [] }, drawing.options);

function stroke(ctx, line) {
  const dark = line === chosen || line.from === chosen || line.to === chosen;
  ctx.strokeStyle = ctx.fillStyle = dark ? "#1a1a1a" : drawing.line;
  ctx.lineWidth = line.width + (dark ? 1 : 0);
  ctx.setLineDash(line.dashes ? [4, 3] : []);
  ctx.stroke(line.path);
  ctx.fill(line.head);
}

network.on("beforeDrawing", (ctx) => {
  ctx.save();
  for (const line of lines) if (!hidden(line.from) && !hidden(line.to)) stroke(ctx, line);
  ctx.restore();
});

// The headings of the columns stay in sight when one moves down.
network.on("afterDrawing", (ctx) => {
  if (!drawing.headings.length) return;
  const top = Math.max(0, network.DOMtoCanvas({ x: 0, y: 0 }).y);
  ctx.fillStyle = "#ffffffe6";
  ctx.fillRect(0, top, drawing.width, 8 + 16 * Math.max(...drawing.headings.map((heading) => heading.lines.length)));
  ctx.font = `bold ${FONT}`;
  ctx.textAlign = "center";
  ctx.fillStyle = "#5a5a5a";
  for (const heading of drawing.headings) heading.lines.forEach((line, row) => ctx.fillText(line, heading.x, top + 16 * (row + 1)));
});

function busiest() {
  const count = (id) => lines.filter((line) => line.from === id || line.to === id).length;
  return drawing.nodes.reduce((best, node) => (count(node.id) > count(best.id) ? node : best));
}

// The middle of what is seen: as near to `at` as can be without showing what is beyond the picture.
function within(at, seen, full) {
  return seen >= full ? full / 2 : Math.min(Math.max(at, seen / 2), full - seen / 2);
}

function whole() {
  const wide = canvas.clientWidth;
  const scale = Math.min(wide / drawing.width, 1.4);
  canvas.style.height = `${Math.round(Math.min(Math.max(drawing.height * scale, 320), window.innerHeight * 0.85))}px`;
  network.redraw();
  const high = canvas.clientHeight;
  // What is too large is shown around what was asked for, in letters that can be read.
  const all = Math.min(scale, high / drawing.height);
  const fitted = scale < SMALLEST ? LEGIBLE : Math.max(all, Math.min(scale, LEGIBLE));
  const first = spots.get(view.focus[0]) ?? busiest();
  const x = within(first.x, wide / fitted, drawing.width);
  const y = within(first.y, high / fitted, drawing.height);
  network.moveTo({ position: { x, y }, scale: fitted });
}

// ------------------------------------------------ what is chosen

function facts(node) {
  const list = el("dl", null);
  for (const [key, value] of Object.entries(node.properties)) {
    if (["id", "name", "sha256"].includes(key) || (Array.isArray(value) && !value.length)) continue;
    const items = Array.isArray(value) ? value : [value];
    const text = items.map((item) => values[key]?.[item] ?? shown(item)).join(", ");
    list.append(el("dt", properties[key] ?? key), el("dd", text));
  }
  return list;
}

function sentence(link) {
  const cited = reports.get(link.evidence.report);
  const place = `${nameOf(link.evidence.report)} ${cited?.properties.publish_date ?? ""} ${link.evidence.span.start}–${link.evidence.span.end}`;
  return el("blockquote", shown(link.evidence.quote), el("cite", place));
}

function showNode(id) {
  const node = records.get(id);
  details.replaceChildren(el("h2", nameOf(id)), el("p", looks[node.label].name), facts(node));
  const own = view.part.relationships.filter((link) => link.start === id || link.end === id);
  if (own.length) details.append(el("h3", `${words.links} ${own.length}`));
  for (const link of own.slice(0, 200)) {
    const out = link.start === id;
    const other = nameOf(out ? link.end : link.start);
    details.append(el("p", `${out ? "→" : "←"} ${types[link.type]} ${short(other)}`), sentence(link));
  }
}

function showEdge(edge) {
  details.replaceChildren(el("h2", types[edge.type]));
  for (const index of edge.links) {
    const link = view.part.relationships[index];
    details.append(el("p", `${short(nameOf(link.start))} → ${short(nameOf(link.end))}`), sentence(link));
  }
}

// The line under a place on the canvas, a finger's breadth to either side.
const probe = document.createElement("canvas").getContext("2d");

function lineAt(dom) {
  const { x, y } = network.DOMtoCanvas(dom);
  probe.lineWidth = 12 / network.getScale();
  return lines.find((line) => !hidden(line.from) && !hidden(line.to) && probe.isPointInStroke(line.path, x, y));
}

network.on("click", ({ nodes: [id], pointer }) => {
  chosen = id ?? lineAt(pointer.DOM) ?? null;
  if (id !== undefined) showNode(id);
  else if (chosen) showEdge(chosen);
  else details.replaceChildren(el("p", words.choose));
  network.redraw();
});

canvas.addEventListener("pointermove", (event) => {
  const { left, top } = canvas.getBoundingClientRect();
  const dom = { x: event.clientX - left, y: event.clientY - top };
  const under = network.getNodeAt(dom) === undefined ? lineAt(dom) : undefined;
  canvas.title = under ? under.tip : "";
});

// ------------------------------------------------ around the picture

function zoom(by) {
  network.moveTo({ scale: network.getScale() * by });
}

document.getElementById("closer").addEventListener("click", () => zoom(1.3));
document.getElementById("farther").addEventListener("click", () => zoom(1 / 1.3));
document.getElementById("whole").addEventListener("click", () => network.fit());

document.getElementById("legend").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  const off = new Set([...document.querySelectorAll('#legend [aria-pressed="false"]')].map((one) => drawing.kinds[Number(one.dataset.kind)]));
  hidden = (id) => off.has(spots.get(id).group);
  nodes.update(nodes.map(({ id }) => ({ id, hidden: hidden(id) })));
});

document.getElementById("evidence").addEventListener("toggle", (event) => {
  if (event.target.querySelector("table")) return;
  const cells = (tag, texts) => el("tr", null, ...texts.map((text) => el(tag, text)));
  const head = cells("th", [words.from, words.relationship, words.to, words.quote, words.report, words.position]);
  const rows = view.part.relationships.map(({ start, type, end, evidence }) =>
    cells("td", [nameOf(start), types[type], nameOf(end), shown(evidence.quote), nameOf(evidence.report), `${evidence.span.start}–${evidence.span.end}`]));
  event.target.append(el("table", null, el("thead", null, head), el("tbody", null, ...rows)));
}, true);

document.getElementById("save").addEventListener("click", () => {
  const link = el("a", "");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(view, null, 1)], { type: "application/json" }));
  link.download = "xunji-view.json";
  link.click();
  URL.revokeObjectURL(link.href);
});

whole();
