// What an answer's cells hold: values, lists, nodes, relationships, paths.

import type { ComponentChildren } from "preact";
import { address } from "../address";
import { typeName } from "../ontology";
import { NodeLink } from "../ui/common";

export type Cell = null | boolean | number | string | Cell[] | { [key: string]: Cell };

interface NodeCell {
  labels: string[];
  properties: Record<string, Cell>;
}

interface LinkCell {
  type: string;
  start: string;
  end: string;
  properties: Record<string, Cell>;
}

const isRecord = (cell: Cell): cell is { [key: string]: Cell } => typeof cell === "object" && cell !== null && !Array.isArray(cell);

export const isNode = (cell: Cell): boolean => isRecord(cell) && Array.isArray(cell["labels"]) && isRecord(cell["properties"] ?? null);

export const isLink = (cell: Cell): boolean => isRecord(cell) && typeof cell["type"] === "string" && isRecord(cell["properties"] ?? null);

const text = (value: Cell | undefined): string => (typeof value === "string" ? value : "");

// What a cell says in a table of texts.
export function plain(cell: Cell): string | number {
  if (cell === null) return "";
  if (typeof cell === "number" || typeof cell === "string") return cell;
  if (typeof cell === "boolean") return String(cell);
  if (Array.isArray(cell)) return cell.map(plain).join("、");
  if (isNode(cell)) return text((cell as unknown as NodeCell).properties["name"]);
  if (isLink(cell)) return text((cell as unknown as LinkCell).properties["quote"]);
  return JSON.stringify(cell);
}

export function show(cell: Cell): ComponentChildren {
  if (Array.isArray(cell)) return cell.map((one, at) => [at > 0 && "、", show(one)]);
  if (isNode(cell)) return <OfNode node={cell as unknown as NodeCell} />;
  if (isLink(cell)) return <OfLink link={cell as unknown as LinkCell} />;
  if (isRecord(cell) && Array.isArray(cell["nodes"])) return show(cell["nodes"]);
  return plain(cell);
}

function OfNode({ node }: { node: NodeCell }) {
  const named = { id: text(node.properties["id"]), label: node.labels[0] ?? "", name: text(node.properties["name"]) };
  return <NodeLink node={named} small />;
}

function OfLink({ link }: { link: LinkCell }) {
  const { report, start, end, quote } = link.properties;
  const to = address("report", { id: text(report), at: `${String(start)}-${String(end)}` });
  return (
    <a class="quoted" href={to} title={typeName(link.type)}>
      <q>{text(quote)}</q>
    </a>
  );
}

// The ids of all nodes in an answer, each once.
export function idsIn(cells: Cell): string[] {
  const found = new Set<string>();
  const look = (cell: Cell) => {
    if (Array.isArray(cell)) cell.forEach(look);
    else if (isNode(cell)) found.add(text((cell as unknown as NodeCell).properties["id"]));
    else if (isLink(cell)) {
      const { start, end } = cell as unknown as LinkCell;
      found.add(start).add(end);
    } else if (isRecord(cell)) Object.values(cell).forEach(look);
  };
  look(cells);
  found.delete("");
  return [...found];
}
