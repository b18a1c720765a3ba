// A table that sorts by any column and can be taken along as CSV.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { number, t } from "../words";
import { csv } from "./csv";

export interface Column<T> {
  title: string;
  value: (row: T) => string | number;
  show?: (row: T) => ComponentChildren;
  wide?: boolean;
}

interface TableProps<T> {
  rows: readonly T[];
  columns: readonly Column<T>[];
  name: string;
  selected?: (row: T) => boolean;
  most?: number;
}

const compare = (a: string | number, b: string | number): number =>
  typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "zh-CN");

export function download(name: string, kind: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: kind }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export function Table<T>({ rows, columns, name, selected, most = 500 }: TableProps<T>) {
  const [by, setBy] = useState<{ at: number; down: boolean } | null>(null);
  const column = by && columns[by.at];
  const sorted = column ? [...rows].sort((a, b) => compare(column.value(a), column.value(b)) * (by.down ? -1 : 1)) : rows;
  const sort = (at: number) => setBy(by?.at === at ? { at, down: !by.down } : { at, down: false });
  const save = () => {
    const told = columns.filter((one) => one.title);
    const head = told.map((one) => one.title);
    download(`${name}.csv`, "text/csv;charset=utf-8", `\uFEFF${csv([head, ...sorted.map((row) => told.map((one) => one.value(row)))])}`);
  };
  return (
    <div class="table">
      <p class="actions">
        <span class="note">{t("rows", number(rows.length))}</span>
        <button type="button" onClick={save}>
          CSV
        </button>
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label={name}>
        <table>
          <thead>
            <tr>
              {columns.map((one, at) => (
                <th scope={one.title ? "col" : undefined} aria-sort={by?.at === at ? (by.down ? "descending" : "ascending") : undefined}>
                  {one.title && (
                    <button type="button" class="plain" onClick={() => sort(at)}>
                      {one.title} <span aria-hidden="true">{by?.at === at ? (by.down ? "↓" : "↑") : "↕"}</span>
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, most).map((row) => (
              <tr aria-selected={selected?.(row) || undefined}>
                {columns.map((one) => (
                  <td class={typeof one.value(row) === "number" ? "number" : one.wide ? "wide" : ""}>
                    {one.show ? one.show(row) : one.value(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > most && <p class="note">{t("firstRows", most)}</p>}
    </div>
  );
}
