// The chain from the inspection group to policies and companies, as columns from left to right.

import { useEffect, useRef, useState } from "preact/hooks";
import { address, go } from "../address";
import { type Link, type Node, useGet } from "../api";
import { graphOf } from "../graph/recipe";
import { labelName, typeName } from "../ontology";
import { Badge, NodeLink, Wait, coloured, named, pageOf } from "../ui/common";
import { Sentence } from "../ui/sentence";
import { t } from "../words";

interface Boxed extends Node {
  x: number | null;
  y: number | null;
  width: number | null;
  height: number | null;
}

interface Trace {
  node: Node;
  levels: { label: string; nodes: Boxed[] }[];
  links: Link[];
  width: number | null;
  height: number | null;
  truncated: boolean;
}

const HEAD = 34;
const NEARER = 24;
const MOST = 60;

export function TracePage({ values }: { values: URLSearchParams }) {
  const id = values.get("id") ?? "";
  document.title = `${t("openTrace")} · 巡迹`;
  const answer = useGet<Trace>(`trace/${encodeURIComponent(id)}`, { limit: MOST, layout: true, sentences: true });
  return <Wait answer={answer}>{(trace) => <Chain trace={tightened(trace)} id={id} on={values.get("on")} />}</Wait>;
}

// Beside the sentences there is less room than on paper: the columns stand nearer.
function tightened(trace: Trace): Trace {
  const columns = [...new Set(trace.levels.flatMap((level) => level.nodes.map((node) => node.x ?? 0)))].sort((a, b) => a - b);
  const moved = (node: Boxed): Boxed => ({ ...node, x: (node.x ?? 0) - NEARER * columns.indexOf(node.x ?? 0) });
  const levels = trace.levels.map((level) => ({ ...level, nodes: level.nodes.map(moved) }));
  return { ...trace, levels, width: (trace.width ?? 0) - NEARER * Math.max(0, columns.length - 1) };
}

const nodesOf = (trace: Trace): Map<string, Boxed> =>
  new Map(trace.levels.flatMap((level) => level.nodes).map((node) => [node.id, node]));

// Whatever lies up or down the chain from a node, the siblings left aside.
export function along(links: readonly { start: string; end: string; type: string }[], from: string, order: (id: string) => number): Set<string> {
  const found = new Set([from]);
  for (const way of [1, -1]) {
    let front = [from];
    while (front.length) {
      const next = front.flatMap((id) =>
        links
          .filter((link) => link.start === id || link.end === id)
          .map((link) => (link.start === id ? link.end : link.start))
          .filter((other) => (order(other) - order(id)) * way > 0 && !found.has(other)),
      );
      for (const id of next) found.add(id);
      front = [...new Set(next)];
    }
  }
  return found;
}

function Chain({ trace, id, on }: { trace: Trace; id: string; on: string | null }) {
  const nodes = nodesOf(trace);
  const [hovered, setHovered] = useState<string | null>(null);
  const start = trace.node;
  const focus = hovered ?? on ?? null;
  const select = (to: string | null) => go(address("trace", { id, on: to }), "replace");
  const column = (one: string) => nodes.get(one)?.x ?? 0;
  const lit = focus && nodes.has(focus) ? along(trace.links, focus, column) : null;
  return (
    <>
      <div class="heading" style={coloured(start.label)}>
        <p class="kind">{t("openTrace")}</p>
        <h1>{start.name}</h1>
        <p class="note">
          {t("traceNote")} {trace.truncated && t("truncated")}
        </p>
        <p class="actions">
          <a class="button" href={pageOf(start)}>
            {t("openProfile")}
          </a>
          <a class="button" href={graphOf(...[...nodes.keys()].slice(0, 80))}>
            {t("openGraph")}
          </a>
        </p>
      </div>
      <div class="beside">
        <div class="scroll chain" tabIndex={0} role="region" aria-label={t("openTrace")}>
          <Columns {...{ trace, nodes, id, on, lit, select, setHovered }} />
        </div>
        <aside class="card evidence" aria-live="polite" aria-label={t("details")}>
          <Proofs trace={trace} nodes={nodes} on={on ?? id} />
        </aside>
      </div>
    </>
  );
}

interface ColumnsProps {
  trace: Trace;
  nodes: Map<string, Boxed>;
  id: string;
  on: string | null;
  lit: Set<string> | null;
  select: (id: string) => void;
  setHovered: (id: string | null) => void;
}

function Columns({ trace, nodes, id, on, lit, select, setHovered }: ColumnsProps) {
  const start = useRef<HTMLButtonElement>(null);
  useEffect(() => start.current?.scrollIntoView({ block: "nearest", inline: "center" }), [id]);
  const [wide, high] = [trace.width ?? 0, (trace.height ?? 0) + HEAD];
  const pairs = new Map(trace.links.map((link) => [`${link.type} ${link.start} ${link.end}`, link]));
  return (
    <div class="columns-drawn" style={{ width: `${wide}px`, height: `${high}px` }}>
      <svg width={wide} height={high} aria-hidden="true">
        {[...pairs.values()].map((link) => (
          <Curve link={link} nodes={nodes} faded={lit !== null && !(lit.has(link.start) && lit.has(link.end))} />
        ))}
      </svg>
      {headings(trace).map(({ x, labels }) => (
        <p class="column-head" style={{ left: `${x - 88}px` }}>
          {labels.map(labelName).join(" · ")}
        </p>
      ))}
      {trace.levels.flatMap((level) =>
        level.nodes.map((node) => (
          <button
            type="button"
            {...(node.id === id ? { ref: start } : {})}
            class={`box ${node.id === id ? "start" : ""} ${lit && !lit.has(node.id) ? "faded" : ""}`}
            aria-pressed={node.id === on}
            style={{ ...coloured(node.label), ...boxStyle(node) }}
            title={`${labelName(node.label)}: ${node.name}`}
            onClick={() => select(node.id)}
            onMouseEnter={() => setHovered(node.id)}
            onMouseLeave={() => setHovered(null)}
          >
            <Badge label={node.label} small />
            <span class="name">{node.name}</span>
          </button>
        )),
      )}
    </div>
  );
}

const boxStyle = ({ x, y, width, height }: Boxed) => ({
  left: `${(x ?? 0) - (width ?? 0) / 2}px`,
  top: `${(y ?? 0) - (height ?? 0) / 2 + HEAD}px`,
  width: `${width ?? 0}px`,
  height: `${height ?? 0}px`,
});

function headings(trace: Trace): { x: number; labels: string[] }[] {
  const columns = new Map<number, string[]>();
  for (const { label, nodes } of trace.levels) {
    const x = nodes[0]?.x;
    if (typeof x === "number") columns.set(x, [...(columns.get(x) ?? []), label]);
  }
  return [...columns].map(([x, labels]) => ({ x, labels }));
}

function Curve({ link, nodes, faded }: { link: Link; nodes: Map<string, Boxed>; faded: boolean }) {
  const ends = [nodes.get(link.start), nodes.get(link.end)];
  const [a, b] = ends.sort((one, other) => (one?.x ?? 0) - (other?.x ?? 0));
  if (!a || !b || a.x === null || b.x === null) return null;
  const from = a.x + (a.width ?? 0) / 2;
  const to = b.x - (b.width ?? 0) / 2;
  const [y1, y2] = [(a.y ?? 0) + HEAD, (b.y ?? 0) + HEAD];
  // Two of one column are joined around their right side.
  const drawn =
    a.x === b.x
      ? `M${from} ${y1}C${from + 36} ${y1} ${from + 36} ${y2} ${from} ${y2}`
      : `M${from} ${y1}C${(from + to) / 2} ${y1} ${(from + to) / 2} ${y2} ${to} ${y2}`;
  return <path class={faded ? "faded" : ""} d={drawn} />;
}

const SHOWN = 40;

// The sentences that prove what the chosen one is linked with.
function Proofs({ trace, nodes, on }: { trace: Trace; nodes: Map<string, Boxed>; on: string }) {
  const node = nodes.get(on);
  const links = trace.links.filter((link) => link.start === on || link.end === on);
  if (!node) return <p class="note">{t("traceChoose")}</p>;
  return (
    <>
      <h2>
        <NodeLink node={named(node)} />
      </h2>
      <ul class="rows">
        {links.slice(0, SHOWN).map((link) => {
          const other = nodes.get(link.start === on ? link.end : link.start);
          return (
            <li>
              <p class="linked">
                <small class="type">{t(link.start === on ? "wayOut" : "wayIn", typeName(link.type))}</small>
                {other && <NodeLink node={named(other)} small />}
              </p>
              <Sentence evidence={link.evidence} nodes={other ? [other, node] : [node]} />
            </li>
          );
        })}
      </ul>
    </>
  );
}
