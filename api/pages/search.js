// The search box: finds while one types; arrow keys choose, Enter goes, Escape closes.

import { el } from "/pages/dom.js";
import { ask, badge, label, named } from "/pages/graph.js";
import { words } from "/pages/words.js";

const PAUSE = 150;
const CONTEXT = 12;

const box = document.getElementById("words");
const list = document.getElementById("hits");
let timer = 0;
let running = new AbortController();
let chosen = -1;

export function setUpSearch() {
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
  box.addEventListener("keydown", onKey);
  box.addEventListener("focus", () => list.children.length && show(true));
  document.addEventListener("pointerdown", (event) => event.target.closest("#search") || show(false));
  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    options()[Math.max(chosen, 0)]?.click();
  });
}

export function labelSearch() {
  box.placeholder = words().search;
  box.setAttribute("aria-label", words().searchLabel);
}

const options = () => [...list.querySelectorAll("[role=option]")];

async function find() {
  running.abort();
  running = new AbortController();
  const q = box.value.trim();
  if (!q) return fill([]);
  try {
    const { hits, truncated } = await ask("search", { q, limit: 12 }, running.signal);
    const rows = hits.map((hit, at) => option(hit, at));
    if (!hits.length) rows.push(el("li", { class: "note" }, words().nothing));
    if (truncated) rows.push(el("li", { class: "note" }, words().moreHits));
    fill(rows);
  } catch (error) {
    if (error.name !== "AbortError") fill([el("li", { class: "note" }, `${words().failed}: ${error.message}`)]);
  }
}

function option(hit, at) {
  const also = hit.matched !== hit.name ? el("small", {}, around(hit.matched)) : null;
  const go = () => {
    location.hash = encodeURIComponent(hit.id);
    show(false);
  };
  const kind = el("small", { class: "kind" }, named(label(hit.label)));
  const name = el("span", { class: "name" }, hit.name, also);
  return el("li", { role: "option", id: `hit-${at}`, onclick: go }, badge(hit.label), name, kind);
}

// The words with a little of what stands around them: an alias may be a whole sentence.
function around(text) {
  const at = Math.max(0, text.indexOf(box.value.trim()) - CONTEXT);
  const cut = text.slice(at, at + 3 * CONTEXT);
  return `${at ? "…" : ""}${cut}${at + cut.length < text.length ? "…" : ""}`;
}

function fill(rows) {
  list.replaceChildren(...rows);
  choose(-1);
  show(rows.length > 0);
}

function show(open) {
  list.hidden = !open;
  box.setAttribute("aria-expanded", String(open));
}

function choose(at) {
  chosen = at;
  options().forEach((row, index) => row.setAttribute("aria-selected", String(index === at)));
  const row = options()[at];
  row?.scrollIntoView({ block: "nearest" });
  if (row) box.setAttribute("aria-activedescendant", row.id);
  else box.removeAttribute("aria-activedescendant");
}

function onKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") show(false);
  if (!step || !options().length) return;
  event.preventDefault();
  show(true);
  choose((chosen + step + options().length) % options().length);
}
