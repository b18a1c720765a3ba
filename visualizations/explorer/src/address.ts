// Every state is an address: `/?page=graph&id=…`. Whoever opens it sees the same.

import { useEffect, useState } from "preact/hooks";

export const PAGES = ["start", "search", "entity", "graph", "paths", "compare", "trace", "report", "timeline", "stats", "cypher"] as const;
export type PageName = (typeof PAGES)[number];

export type Values = Record<string, string | number | readonly string[] | undefined | null>;

export interface Address {
  page: PageName;
  values: URLSearchParams;
}

export function read(search: string): Address {
  const values = new URLSearchParams(search);
  const named = values.get("page") ?? "start";
  const page = PAGES.find((one) => one === named) ?? "start";
  return { page, values };
}

// The address of a page; what is empty is left out, so that the same state has one address only.
export function address(page: PageName, values: Values = {}): string {
  const query = new URLSearchParams();
  if (page !== "start") query.set("page", page);
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === null || value === "") continue;
    if (typeof value === "string" || typeof value === "number") query.append(name, String(value));
    else for (const one of value) query.append(name, one);
  }
  const told = query.toString();
  return told ? `/?${told}` : "/";
}

const CHANGED = "xunji:address";

export function go(to: string, how: "push" | "replace" = "push"): void {
  if (to === location.pathname + location.search) return;
  if (how === "push") history.pushState(null, "", to);
  else history.replaceState(null, "", to);
  window.dispatchEvent(new Event(CHANGED));
}

export function useAddress(): Address {
  const [search, setSearch] = useState(location.search);
  useEffect(() => {
    const changed = () => setSearch(location.search);
    window.addEventListener("popstate", changed);
    window.addEventListener(CHANGED, changed);
    return () => {
      window.removeEventListener("popstate", changed);
      window.removeEventListener(CHANGED, changed);
    };
  }, []);
  return read(search);
}

// Links within the explorer change the page without loading it anew; all others are left to the browser.
export function followLinks(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.("a");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute("download") || link.origin !== location.origin || link.pathname !== "/") return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
