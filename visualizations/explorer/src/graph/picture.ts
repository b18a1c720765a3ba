// From a recipe to a picture: the server says what is there and where it stands.

import type { LinkCount, Neighbour, Node, Value } from "../api";
import { entityPath, get, post } from "../api";
import type { Filter, Growth, Recipe } from "./recipe";

export interface PicturedNode extends Node {
  x: number;
  y: number;
  hidden: LinkCount[];
  themes: string[];
}

export interface PicturedGroup {
  id: string;
  label: string;
  count: number;
  ids: string[];
  x: number;
  y: number;
}

export interface PicturedLink {
  type: string;
  start: string;
  end: string;
  count: number;
  reports: string[];
  quote: string;
  properties: Record<string, Value>;
}

export interface Told {
  id: string;
  name: string;
  date: string | null;
}

export interface Picture {
  nodes: PicturedNode[];
  groups: PicturedGroup[];
  links: PicturedLink[];
  reports: Told[];
  themes: Told[];
  truncated: boolean;
}

// How many neighbours one expansion brings; what is left stays behind the node, with its number.
export const AT_ONCE = 40;

async function neighbours({ id, type, direction }: Growth): Promise<string[]> {
  const page = await get<{ items: Neighbour[] }>(entityPath(id, "/neighbours"), { type, direction, size: AT_ONCE });
  return page.items.map((item) => item.node.id);
}

const drawn = new Map<string, Promise<Picture>>();
const KEPT = 20;

export interface Asked {
  steps: string[][];
  reports: string[];
  cap?: number;
}

// What the API is asked to draw for a recipe.
export async function askedFor(recipe: Recipe): Promise<Asked> {
  const grown = await Promise.all(recipe.grown.map((one) => ("ids" in one ? Promise.resolve(one.ids) : neighbours(one))));
  return { steps: [recipe.ids, ...grown].filter((step) => step.length), reports: recipe.reports, ...(recipe.most ? { cap: recipe.most } : {}) };
}

export async function drawPicture(recipe: Recipe): Promise<Picture> {
  const asked = await askedFor(recipe);
  const key = JSON.stringify(asked);
  const held = drawn.get(key);
  if (held) return held;
  const answer = post<Picture>("picture", asked);
  drawn.set(key, answer);
  answer.catch(() => drawn.delete(key));
  const oldest = drawn.keys().next().value;
  if (drawn.size > KEPT && oldest !== undefined) drawn.delete(oldest);
  return answer;
}

// ------------------------------------------------ filters

// Dates are as precise as the notice is: 2023, 2023-04 or 2023-04-12; the first characters decide.
const within = (date: string | null, since: string | null, until: string | null): boolean => {
  if (!since && !until) return true;
  if (!date) return false;
  return (!since || date.slice(0, since.length) >= since.slice(0, date.length)) && (!until || date.slice(0, until.length) <= until);
};

// The reports that the filter lets through; null when it asks for none.
function reportsAllowed(picture: Picture, filter: Filter): Set<string> | null {
  if (!filter.report && !filter.since && !filter.until) return null;
  const fitting = picture.reports
    .filter((one) => !filter.report || one.id === filter.report)
    .filter((one) => within(one.date, filter.since, filter.until));
  return new Set(fitting.map((one) => one.id));
}

// A theme holds its problems, and what is linked with them.
function themed(picture: Picture, theme: string): Set<string> {
  const problems = new Set(picture.nodes.filter((node) => node.themes.includes(theme)).map((node) => node.id));
  const near = picture.links.flatMap((link) => {
    if (problems.has(link.start)) return [link.end];
    return problems.has(link.end) ? [link.start] : [];
  });
  return new Set([...problems, ...near]);
}

export function filtered(picture: Picture, recipe: Recipe): Picture {
  const { filter } = recipe;
  const hidden = new Set(recipe.hidden);
  const reports = reportsAllowed(picture, filter);
  const theme = filter.theme ? themed(picture, filter.theme) : null;
  const links = picture.links
    .filter((link) => !filter.types.includes(link.type))
    .filter((link) => !reports || link.reports.some((report) => reports.has(report)));
  const told = reports ? new Set(links.flatMap((link) => [link.start, link.end])) : null;
  const shown = (one: { id: string; label: string }) =>
    !filter.labels.includes(one.label) &&
    !hidden.has(one.id) &&
    (!theme || theme.has(one.id)) &&
    (!told || told.has(one.id) || recipe.ids.includes(one.id));
  const nodes = picture.nodes.filter(shown);
  const groups = picture.groups.filter(shown);
  const held = new Set([...nodes, ...groups].map((one) => one.id));
  return { ...picture, nodes, groups, links: links.filter((link) => held.has(link.start) && held.has(link.end)) };
}

export const linkKey = (link: { type: string; start: string; end: string }): string => `${link.type} ${link.start} ${link.end}`;

export const hiddenBehind = (node: PicturedNode): number => node.hidden.reduce((all, one) => all + one.count, 0);

// How many lines end at each node or group.
export function degreesOf(links: PicturedLink[]): Map<string, number> {
  const degrees = new Map<string, number>();
  for (const link of links) for (const end of [link.start, link.end]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
  return degrees;
}
