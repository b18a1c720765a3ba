// A sentence that proves something, with what it proves marked in it, and where it stands.

import { address } from "../address";
import type { Evidence, Node } from "../api";
import { labelKind } from "../ontology";
import { t } from "../words";
import { marked } from "./marking";

// The names under which a node may stand in a sentence, the longest first.
export function forms(node: Node): string[] {
  if (!labelKind(node.label).entity) return [];
  const aliases = node.properties["aliases"];
  const all = [node.name, ...(Array.isArray(aliases) ? aliases : [])];
  return all.filter(Boolean).sort((a, b) => b.length - a.length);
}

export function Sentence({ evidence, nodes = [] }: { evidence: Evidence; nodes?: readonly Node[] }) {
  const { before, quote, after } = evidence;
  const pieces = marked(quote, nodes.flatMap(forms), Boolean(before || after));
  return (
    <figure class="sentence">
      <blockquote>
        {before && <span class="around">{before}</span>}
        {pieces.map((piece) => (piece.marked ? <mark>{piece.text}</mark> : piece.text))}
        {after && <span class="around">{after}</span>}
      </blockquote>
      <Source evidence={evidence} />
    </figure>
  );
}

export function Source({ evidence }: { evidence: Evidence }) {
  const to = address("report", { id: evidence.report, at: `${evidence.start}-${evidence.end}` });
  const sure = evidence.confidence < 1 ? ` · ${t("confidence", evidence.confidence.toFixed(2))}` : "";
  return (
    <figcaption>
      <a href={to}>{evidence.report_name}</a>
      <span class="rule" title={t("ruleTitle")}>
        {evidence.rule}
        {sure}
      </span>
    </figcaption>
  );
}
