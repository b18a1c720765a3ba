// The same selection as the canvas shows, as tables: nodes, and links with their sentences.

import { useState } from "preact/hooks";
import { labelName, typeName } from "../ontology";
import { Badge, pageOf } from "../ui/common";
import { type Column, Table } from "../ui/table";
import { t } from "../words";
import { type Picture, type PicturedLink, type PicturedNode, hiddenBehind, linkKey } from "./picture";

interface Props {
  picture: Picture;
  selected: string | null;
  onSelect: (id: string) => void;
}

export function GraphTable({ picture, selected, onSelect }: Props) {
  const [links, setLinks] = useState(false);
  return (
    <div class="stage tables">
      <p class="tabs" role="group" aria-label={t("table")}>
        <button type="button" aria-pressed={!links} onClick={() => setLinks(false)}>
          {t("nodes")} {picture.nodes.length}
        </button>
        <button type="button" aria-pressed={links} onClick={() => setLinks(true)}>
          {t("links")} {picture.links.length}
        </button>
      </p>
      {links ? <Links {...{ picture, selected, onSelect }} /> : <Nodes {...{ picture, selected, onSelect }} />}
    </div>
  );
}

function Nodes({ picture, selected, onSelect }: Props) {
  const degrees = new Map<string, number>();
  for (const link of picture.links)
    for (const end of [link.start, link.end]) degrees.set(end, (degrees.get(end) ?? 0) + link.count);
  const columns: Column<PicturedNode>[] = [
    { title: t("label"), value: (node) => labelName(node.label), show: (node) => <Kind label={node.label} /> },
    { title: t("name"), value: (node) => node.name, show: (node) => <a href={pageOf(node)}>{node.name}</a>, wide: true },
    { title: t("linksShown"), value: (node) => degrees.get(node.id) ?? 0 },
    { title: t("linksHidden"), value: hiddenBehind },
    { title: "", value: (node) => node.id, show: (node) => <Pick onClick={() => onSelect(node.id)} /> },
  ];
  return <Table rows={picture.nodes} columns={columns} name={t("nodes")} selected={(node) => node.id === selected} />;
}

const Kind = ({ label }: { label: string }) => (
  <span class="kind">
    <Badge label={label} small /> {labelName(label)}
  </span>
);

const Pick = ({ onClick }: { onClick: () => void }) => (
  <button type="button" class="plain" onClick={onClick}>
    {t("look")}
  </button>
);

function Links({ picture, selected, onSelect }: Props) {
  const names = new Map(picture.nodes.map((node) => [node.id, node.name]));
  for (const group of picture.groups) names.set(group.id, `${labelName(group.label)} × ${group.count}`);
  const name = (id: string) => names.get(id) ?? id;
  const reports = new Map(picture.reports.map((report) => [report.id, report.name]));
  const columns: Column<PicturedLink>[] = [
    { title: t("from"), value: (link) => name(link.start), wide: true },
    { title: t("type"), value: (link) => typeName(link.type) },
    { title: t("to"), value: (link) => name(link.end), wide: true },
    { title: t("quote"), value: (link) => link.quote, show: (link) => <q>{link.quote}</q>, wide: true },
    { title: t("report"), value: (link) => link.reports.map((id) => reports.get(id) ?? id).join("; "), wide: true },
    { title: "", value: linkKey, show: (link) => <Pick onClick={() => onSelect(linkKey(link))} /> },
  ];
  return <Table rows={picture.links} columns={columns} name={t("links")} selected={(link) => linkKey(link) === selected} />;
}
