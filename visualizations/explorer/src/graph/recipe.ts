// What is on the canvas, as the steps that led there: short enough for an address, and the same picture every time.

import { type Values, address } from "../address";
import type { Direction } from "../api";

export interface Growth {
  id: string;
  type: string;
  direction: Direction;
}

export interface Recipe {
  ids: string[];
  reports: string[];
  // Expanded after the first nodes, in this order; an array of ids is a group that was opened.
  grown: (Growth | { ids: string[] })[];
  hidden: string[];
  pinned: Record<string, [number, number]>;
  filter: Filter;
  table: boolean;
  // More nodes than this are drawn as groups; null: as the server has it.
  most: number | null;
}

export interface Filter {
  labels: string[];
  types: string[];
  theme: string | null;
  report: string | null;
  since: string | null;
  until: string | null;
}

export const MOSTS = [100, 500, 1000, 2500, 5000];

export const NO_FILTER: Filter = { labels: [], types: [], theme: null, report: null, since: null, until: null };

const pin = (told: string): [string, [number, number]] | null => {
  const [y, x, ...id] = told.split(" ").reverse();
  const place: [number, number] = [Number(x), Number(y)];
  return id.length && place.every(Number.isFinite) ? [id.reverse().join(" "), place] : null;
};

const growth = (told: string): Growth | { ids: string[] } | null => {
  if (told.startsWith("+ ")) return { ids: told.slice(2).split(" ").filter(Boolean) };
  const [direction, type, ...id] = told.split(" ").reverse();
  if (!type || !id.length || (direction !== "out" && direction !== "in")) return null;
  return { id: id.reverse().join(" "), type, direction };
};

const there = <T>(value: T | null): value is T => value !== null;

export function readRecipe(values: URLSearchParams): Recipe {
  return {
    ids: values.getAll("id"),
    reports: values.getAll("whole"),
    grown: values.getAll("grow").map(growth).filter(there),
    hidden: values.getAll("hide"),
    pinned: Object.fromEntries(values.getAll("pin").map(pin).filter(there)),
    filter: {
      labels: values.getAll("nolabel"),
      types: values.getAll("notype"),
      theme: values.get("theme"),
      report: values.get("report"),
      since: values.get("since"),
      until: values.get("until"),
    },
    table: values.get("as") === "table",
    most: MOSTS.find((one) => String(one) === values.get("most")) ?? null,
  };
}

export function recipeValues(recipe: Recipe): Values {
  return {
    id: recipe.ids,
    whole: recipe.reports,
    grow: recipe.grown.map((one) => ("ids" in one ? `+ ${one.ids.join(" ")}` : `${one.id} ${one.type} ${one.direction}`)),
    hide: recipe.hidden,
    pin: Object.entries(recipe.pinned).map(([id, [x, y]]) => `${id} ${x.toFixed(2)} ${y.toFixed(2)}`),
    nolabel: recipe.filter.labels,
    notype: recipe.filter.types,
    theme: recipe.filter.theme,
    report: recipe.filter.report,
    since: recipe.filter.since,
    until: recipe.filter.until,
    as: recipe.table ? "table" : null,
    most: recipe.most,
  };
}

export const recipeAddress = (recipe: Recipe, selected: string | null = null): string =>
  address("graph", { ...recipeValues(recipe), on: selected });

export const graphOf = (...ids: string[]): string => address("graph", { id: ids });

// ------------------------------------------------ changes

export const grow = (recipe: Recipe, ...by: Growth[]): Recipe => ({ ...recipe, grown: [...recipe.grown, ...by] });

export const open = (recipe: Recipe, ids: string[]): Recipe => ({ ...recipe, grown: [...recipe.grown, { ids }] });

export const hide = (recipe: Recipe, ...ids: string[]): Recipe => ({
  ...recipe,
  hidden: [...new Set([...recipe.hidden, ...ids])],
});

export const add = (recipe: Recipe, id: string): Recipe => ({
  ...recipe,
  ids: recipe.ids.includes(id) ? recipe.ids : [...recipe.ids, id],
  hidden: recipe.hidden.filter((one) => one !== id),
});

export const pinAt = (recipe: Recipe, id: string, place: [number, number]): Recipe => ({
  ...recipe,
  pinned: { ...recipe.pinned, [id]: place },
});

export function unpin(recipe: Recipe, id: string): Recipe {
  const { [id]: _gone, ...pinned } = recipe.pinned;
  return { ...recipe, pinned };
}

export const togglePin = (recipe: Recipe, node: { id: string; x: number; y: number }): Recipe =>
  node.id in recipe.pinned ? unpin(recipe, node.id) : pinAt(recipe, node.id, [node.x, node.y]);
