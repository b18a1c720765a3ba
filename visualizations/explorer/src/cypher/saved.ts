// Queries that the reader keeps, in this browser only.

export interface Saved {
  name: string;
  query: string;
}

const KEPT = "xunji.queries";
const MOST = 100;

export function saved(): Saved[] {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(held) ? held.filter(isSaved) : [];
  } catch {
    return [];
  }
}

const isSaved = (one: unknown): one is Saved =>
  typeof one === "object" && one !== null && "name" in one && "query" in one && typeof one.name === "string" && typeof one.query === "string";

// One name, one query: the newest stays and comes first.
export function save(one: Saved): Saved[] {
  return keep([one, ...saved().filter((held) => held.name !== one.name)].slice(0, MOST));
}

export const forget = (name: string): Saved[] => keep(saved().filter((held) => held.name !== name));

function keep(all: Saved[]): Saved[] {
  localStorage.setItem(KEPT, JSON.stringify(all));
  return all;
}
