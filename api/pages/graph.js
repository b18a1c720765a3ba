// Asks the API, and knows the ontology.

import { coloured, el, svg } from "/pages/dom.js";
import { language } from "/pages/words.js";

export async function ask(path, values = {}, signal = undefined) {
  const query = new URLSearchParams(values).toString();
  const answer = await fetch(`/api/v1/${path}${query ? `?${query}` : ""}`, { signal });
  const body = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(body.detail), { status: answer.status });
  return body;
}

export const entity = (id, part = "") => `entities/${encodeURIComponent(id)}${part}`;

const known = { labels: new Map(), types: new Map() };

export async function loadOntology() {
  const ontology = await ask("ontology");
  for (const label of ontology.labels) known.labels.set(label.name, label);
  for (const type of ontology.relationships) known.types.set(type.name, type);
}

const UNKNOWN = { colour: "#666666", icon: "tag", entity: true, properties: [] };

export const label = (name) => known.labels.get(name) ?? { ...UNKNOWN, name, zh: name, en: name };
export const type = (name) => known.types.get(name) ?? { ...UNKNOWN, name, zh: name, en: name };
export const named = (term) => term[language];
export const labels = () => [...known.labels.values()];

// The position of a label in the ontology: groups are shown in that order.
export const rank = (name) => [...known.labels.keys()].indexOf(name);

export function property(owner, name, value) {
  const found = owner.properties.find((one) => one.name === name);
  const shown = [value].flat().map((one) => found?.values[one]?.[language === "zh" ? 0 : 1] ?? String(one));
  return [found ? named(found) : name, shown.join("、")];
}

export function badge(labelName) {
  const { icon, colour } = label(labelName);
  const drawn = svg("svg", { "aria-hidden": "true" }, svg("use", { href: `/pages/icons.svg#${icon}` }));
  return coloured(el("span", { class: "badge", title: named(label(labelName)) }, drawn), colour);
}

export const link = (node) =>
  el("a", { class: "node", href: `#${encodeURIComponent(node.id)}` }, badge(node.label), el("span", {}, node.name));
