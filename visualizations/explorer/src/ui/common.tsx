// Small pieces that every page is made of. Text from notices only ever becomes a text node.

import type { ComponentChildren, CSSProperties } from "preact";
import { address } from "../address";
import type { Answer, Node } from "../api";
import { Fault } from "../api";
import { labelKind, labelName } from "../ontology";
import { t } from "../words";

export const coloured = (label: string): CSSProperties => {
  const { colour, edge, ink } = labelKind(label);
  return { "--colour": colour, "--edge": edge, "--ink-on": ink } as CSSProperties;
};

export function Badge({ label, small }: { label: string; small?: boolean }) {
  return (
    <span class={small ? "badge small" : "badge"} style={coloured(label)} title={labelName(label)}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={labelKind(label).drawing} />
      </svg>
    </span>
  );
}

export const pageOf = (node: { id: string; label: string }): string =>
  address(node.label === "Report" ? "report" : "entity", { id: node.id });

export interface Named {
  id: string;
  label: string;
  name: string;
}

export function NodeLink({ node, small }: { node: Named; small?: boolean }) {
  return (
    <a class="node" href={pageOf(node)}>
      <Badge label={node.label} small={small ?? false} />
      <span class="name">{node.name}</span>
    </a>
  );
}

export function Card(props: { title?: string; note?: string | undefined; class?: string; children: ComponentChildren }) {
  return (
    <section class={`card ${props.class ?? ""}`}>
      {props.title && <h2>{props.title}</h2>}
      {props.note && <p class="note">{props.note}</p>}
      {props.children}
    </section>
  );
}

export function Failed({ fault }: { fault: Error }) {
  const gone = fault instanceof Fault && fault.status === 404;
  return (
    <div class="failed" role="alert">
      <h2>{gone ? t("gone") : t("failed")}</h2>
      <p>{gone ? t("goneHint") : fault.message}</p>
      <p>
        <a href="/">{t("back")}</a>
      </p>
    </div>
  );
}

export const Waiting = () => (
  <p class="waiting" role="status">
    {t("waiting")}
  </p>
);

export function Wait<T>({ answer, children }: { answer: Answer<T>; children: (data: T) => ComponentChildren }) {
  if (answer.state === "waiting") return <Waiting />;
  if (answer.state === "failed") return <Failed fault={answer.fault} />;
  return <>{children(answer.data)}</>;
}

export const short = (name: string, most = 16): string => (name.length > most ? `${name.slice(0, most - 1)}…` : name);

export const named = (node: Node): Named => ({ id: node.id, label: node.label, name: node.name });
