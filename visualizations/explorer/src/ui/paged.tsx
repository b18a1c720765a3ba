// A list that grows a page at a time.

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Query, get } from "../api";
import { t } from "../words";
import { Failed, Waiting } from "./common";

interface Page<T> {
  items: T[];
  next: number | string | null;
}

export interface PagesProps<T> {
  path: string;
  query: Query;
  class?: string;
  children: (item: T) => ComponentChildren;
}

export function Pages<T>({ path, query, children, ...rest }: PagesProps<T>) {
  const key = `${path} ${JSON.stringify(query)}`;
  const [items, setItems] = useState<T[]>([]);
  const [next, setNext] = useState<Page<T>["next"] | undefined>(undefined);
  const [fault, setFault] = useState<Error | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const load = async (from: number | string | undefined, before: T[]) => {
    try {
      const page = await get<Page<T>>(path, from === undefined ? query : { ...query, ...from_(from) });
      setItems([...before, ...page.items]);
      setNext(page.next);
    } catch (error) {
      setFault(error as Error);
    }
  };
  useEffect(() => {
    setItems([]);
    setNext(undefined);
    setFault(null);
    void load(undefined, []);
  }, [key]);
  if (fault) return <Failed fault={fault} />;
  if (next === undefined && !items.length) return <Waiting />;
  const more = async () => {
    const shown = items.length;
    if (next !== null && next !== undefined) await load(next, items);
    // A keyboard user goes on reading where the new rows begin.
    requestAnimationFrame(() => list.current?.children[shown]?.querySelector("a")?.focus());
  };
  return (
    <>
      <ul class={`rows ${rest.class ?? ""}`} ref={list}>
        {items.map((item) => (
          <li>{children(item)}</li>
        ))}
      </ul>
      {next !== null && next !== undefined && (
        <button type="button" class="more" onClick={() => void more()}>
          {t("more")}
        </button>
      )}
    </>
  );
}

// The API counts where a page begins, or gives a cursor.
const from_ = (next: number | string): Query => (typeof next === "number" ? { start: next } : { cursor: next });
