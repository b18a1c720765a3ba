// A list that grows a page at a time.

import { el } from "/pages/dom.js";
import { ask } from "/pages/graph.js";
import { words } from "/pages/words.js";

export async function paged(path, values, row) {
  const list = el("ul", { class: "plain" });
  const more = el("button", { type: "button", class: "more", onclick: () => load() }, words().more);
  let next;
  async function load() {
    more.disabled = true;
    try {
      const page = await ask(path, next ? { ...values, cursor: next } : values);
      const before = list.children.length;
      list.append(...page.items.map(row));
      // A keyboard user goes on reading where the new rows begin.
      if (before) list.children[before]?.querySelector("a")?.focus();
      more.hidden = page.next === null;
      next = page.next;
    } finally {
      more.disabled = false;
    }
  }
  await load();
  return el("div", {}, list, more);
}
