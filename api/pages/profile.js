// One node: its properties, what lies around it, the chain through it, and each link with its sentence.

import { coloured, el } from "/pages/dom.js";
import { drawing } from "/pages/drawing.js";
import { ask, badge, entity, label, link, named, property, type } from "/pages/graph.js";
import { paged } from "/pages/paged.js";
import { words } from "/pages/words.js";

// Shown elsewhere on the page, or of no use to a reader.
const NOT_SHOWN = ["aliases", "sha256", "text"];
const FIRST_PAGE = 5;

export async function profilePage(id) {
  const { node, links } = await ask(entity(id));
  const [around, chain, ...groups] = await Promise.all([
    ask("subgraph", { ids: id, limit: 40, layout: true }),
    ask(`trace/${encodeURIComponent(id)}`, { limit: 30 }),
    ...inOrder(links).map((count) => group(node, count)),
  ]);
  document.title = `${node.name} · 巡迹`;
  return [
    heading(node),
    el("div", { class: "columns" }, el("div", {}, facts(node), trace(chain, id)), picture(around, id)),
    el("section", { class: "links" }, groups),
  ];
}

// Where a thing was read comes last: the links say more.
const inOrder = (links) =>
  [...links].sort((a, b) => (a.type === "APPEARS_IN") - (b.type === "APPEARS_IN") || a.count - b.count);

function heading(node) {
  const kind = el("p", { class: "kind" }, badge(node.label), named(label(node.label)));
  return coloured(el("div", { class: "heading" }, kind, el("h1", {}, node.name)), label(node.label).colour);
}

function facts(node) {
  const { text, aliases } = node.properties;
  const rows = Object.entries(node.properties)
    .filter(([name]) => !NOT_SHOWN.includes(name))
    .map(([name, value]) => (typeof value === "boolean" ? [name, value ? words().yes : words().no] : [name, value]))
    .map(([name, value]) => property(label(node.label), name, value));
  if (label(node.label).entity && aliases?.length) rows.push([words().aliases, aliases.join("、")]);
  const list = el("dl", {}, rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
  if (!rows.length && !text) return null;
  return el("section", { class: "facts" }, text && text !== node.name ? el("p", { class: "text" }, text) : null, list);
}

function picture(around, id) {
  if (around.nodes.length < 2) return null;
  const note = `${words().aroundNote}${around.truncated ? ` ${words().truncated}` : ""}`;
  return el("section", {}, el("h2", {}, words().around), drawing(around, id), el("p", { class: "note" }, note));
}

function trace(chain, id) {
  if (chain.levels.length < 2) return null;
  const entry = (node) => el("li", {}, node.id === id ? el("b", {}, badge(node.label), node.name) : link(node));
  const levels = chain.levels.map((level) =>
    coloured(
      el(
        "details",
        { class: "level", open: level.nodes.length <= 4 },
        el("summary", {}, `${named(label(level.label))} ${level.nodes.length}`),
        el("ul", { class: "plain" }, level.nodes.map(entry)),
      ),
      label(level.label).colour,
    ),
  );
  const note = chain.truncated ? el("p", { class: "note" }, words().truncated) : null;
  return el("section", {}, el("h2", {}, words().trace), el("div", { class: "trace" }, levels), note);
}

async function group(owner, { type: name, direction, count }) {
  const title = words()[direction](named(type(name)));
  const values = { type: name, direction, size: FIRST_PAGE };
  const rows = await paged(entity(owner.id, "/neighbours"), values, (item) => linked(item, owner));
  return el("section", {}, el("h2", {}, title, el("small", {}, ` ${count}`)), rows);
}

function linked({ node, link: { type: name, properties, evidence } }, owner) {
  const own = Object.entries(properties)
    .filter(([key]) => !NOT_SHOWN.includes(key))
    .map(([key, value]) => el("small", { class: "tag" }, property(type(name), key, value)[1]));
  const report = { id: evidence.report, name: evidence.report_name, label: "Report" };
  const from = [node.id, owner.id].includes(report.id) ? null : link(report);
  const rule = el("span", { class: "rule" }, `${words().rule} ${evidence.rule} · ${evidence.start}–${evidence.end}`);
  const sentence = proof(evidence, [...forms(node), ...forms(owner)]);
  return el("li", { class: "linked" }, link(node), own, sentence, el("p", { class: "from" }, from, rule));
}

// The names under which an entity may stand in a sentence, longest first.
function forms(node) {
  if (!label(node.label).entity) return [];
  return [node.name, ...(node.properties.aliases ?? [])].sort((a, b) => b.length - a.length);
}

// The sentence, with the quote or the name within it marked.
function proof({ before, quote, after }, names) {
  const name = names.find((one) => quote.includes(one));
  const cut = name ? quote.indexOf(name) : -1;
  const told = name
    ? [quote.slice(0, cut), el("mark", {}, name), quote.slice(cut + name.length)]
    : [before || after ? el("mark", {}, quote) : quote];
  return el("blockquote", {}, el("span", {}, before), told, el("span", {}, after));
}
