// Asks the API of this server, and of no other.

import { useEffect, useState } from "preact/hooks";

export type Value = string | number | boolean | string[];
export type Direction = "out" | "in";

export interface Node {
  id: string;
  label: string;
  name: string;
  properties: Record<string, Value>;
}

export interface Evidence {
  report: string;
  report_name: string;
  start: number;
  end: number;
  quote: string;
  before: string | null;
  after: string | null;
  rule: string;
  confidence: number;
}

export interface Link {
  type: string;
  start: string;
  end: string;
  properties: Record<string, Value>;
  evidence: Evidence;
}

export interface LinkCount {
  type: string;
  direction: Direction;
  count: number;
}

export interface Neighbour {
  node: Node;
  link: Link;
}

export interface Subgraph {
  nodes: Node[];
  links: Link[];
  truncated: boolean;
}

export class Fault extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly body: Record<string, unknown>,
  ) {
    super(message);
  }
}

const TOKEN = "xunji.token";

// The server may ask for a token; it is kept for this tab only, and never stands in an address.
let askForToken: () => Promise<string | null> = async () => null;

export function onTokenWanted(ask: () => Promise<string | null>): void {
  askForToken = ask;
}

function headers(json: boolean): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return {
    Accept: "application/json",
    ...(json ? { "Content-Type": "application/json" } : {}),
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
  };
}

interface Asked {
  method: "GET" | "POST";
  body?: unknown;
  signal?: AbortSignal | undefined;
}

const PATIENCE_SECONDS = 10;

async function asked<T>(path: string, { method, body, signal }: Asked, again = true): Promise<T> {
  const answer = await fetch(`/api/v1/${path}`, {
    method,
    headers: headers(body !== undefined),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
  if (answer.ok) return (await answer.json()) as T;
  if (again && answer.status === 401) {
    const token = await askForToken();
    if (token) {
      sessionStorage.setItem(TOKEN, token);
      return asked<T>(path, { method, body, signal }, false);
    }
  }
  const pause = Number(answer.headers.get("Retry-After"));
  if (again && (answer.status === 429 || answer.status === 503) && pause > 0 && pause <= PATIENCE_SECONDS) {
    await new Promise((done) => setTimeout(done, pause * 1000));
    return asked<T>(path, { method, body, signal }, false);
  }
  const told = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  throw new Fault(typeof told["detail"] === "string" ? told["detail"] : answer.statusText, answer.status, told);
}

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

export function withQuery(path: string, query: Query = {}): string {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === "") continue;
    if (typeof value === "object") for (const one of value) values.append(name, one);
    else values.append(name, String(value));
  }
  const told = values.toString();
  return told ? `${path}?${told}` : path;
}

const KEPT = 200;
const kept = new Map<string, Promise<unknown>>();

// What was answered once is not asked again while the page stands: going back is at once.
export function get<T>(path: string, query: Query = {}): Promise<T> {
  const whole = withQuery(path, query);
  const held = kept.get(whole);
  if (held) return held as Promise<T>;
  const answer = asked<T>(whole, { method: "GET" });
  kept.set(whole, answer);
  answer.catch(() => kept.delete(whole));
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return answer;
}

export const getFresh = <T>(path: string, query: Query, signal: AbortSignal): Promise<T> =>
  asked<T>(withQuery(path, query), { method: "GET", signal });

export const post = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  asked<T>(path, { method: "POST", body, signal });

export const entityPath = (id: string, part = ""): string => `entities/${encodeURIComponent(id)}${part}`;

export type Answer<T> = { state: "waiting" } | { state: "failed"; fault: Error } | { state: "there"; data: T };

// Asks whenever `key` changes; an answer that comes too late is dropped.
export function useAnswer<T>(key: string, ask: () => Promise<T>): Answer<T> {
  const [held, setHeld] = useState<{ key: string; answer: Answer<T> }>({ key, answer: { state: "waiting" } });
  useEffect(() => {
    let late = false;
    const take = (answer: Answer<T>) => late || setHeld({ key, answer });
    ask().then(
      (data) => take({ state: "there", data }),
      (fault: unknown) => take({ state: "failed", fault: fault instanceof Error ? fault : new Error(String(fault)) }),
    );
    return () => {
      late = true;
    };
  }, [key]);
  return held.key === key ? held.answer : { state: "waiting" };
}

export const useGet = <T>(path: string, query: Query = {}): Answer<T> =>
  useAnswer(withQuery(path, query), () => get<T>(path, query));
