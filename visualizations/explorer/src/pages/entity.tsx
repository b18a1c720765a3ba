// One thing: what it is, what it is linked with, and each link beside the sentence that proves it.

import { address } from "../address";
import { type LinkCount, type Neighbour, type Node, entityPath, useGet } from "../api";
import { graphOf } from "../graph/recipe";
import { COMPARED, comment, labelKind, labelName, linkKind, named, rank, told, typeName } from "../ontology";
import { Badge, Card, NodeLink, Wait, coloured } from "../ui/common";
import { Pages } from "../ui/paged";
import { Themes, Timeline } from "./story";
import { Sentence } from "../ui/sentence";
import { number, t } from "../words";

interface Entity {
  node: Node;
  links: LinkCount[];
}

const FIRST = 6;

// Shown elsewhere on the page, or of no use to a reader.
const NOT_SHOWN = new Set(["aliases", "sha256", "text"]);

export function EntityPage({ values }: { values: URLSearchParams }) {
  const id = values.get("id") ?? "";
  const answer = useGet<Entity>(entityPath(id));
  return <Wait answer={answer}>{(entity) => <Profile key={id} {...entity} />}</Wait>;
}

// Where a thing was read comes last: the links say more.
const inOrder = (links: LinkCount[]): LinkCount[] =>
  [...links].sort((a, b) => Number(a.type === "APPEARS_IN") - Number(b.type === "APPEARS_IN") || a.count - b.count);

const anchor = (one: LinkCount) => `${one.type}-${one.direction}`;

function Profile({ node, links }: Entity) {
  document.title = `${node.name} · 巡迹`;
  return (
    <>
      <Heading node={node} />
      <div class="profile">
        <aside>
          <Facts node={node} />
          <Card title={t("linkCounts")}>
            <ul class="counts">
              {inOrder(links).map((one) => (
                <li>
                  <a href={`#${anchor(one)}`} target="_self">
                    {way(one)}
                  </a>
                  <b>{number(one.count)}</b>
                </li>
              ))}
            </ul>
          </Card>
          <Themes id={node.id} />
          <Timeline id={node.id} />
        </aside>
        <div>
          {inOrder(links).map((one) => (
            <Links node={node} count={one} key={anchor(one)} />
          ))}
        </div>
      </div>
    </>
  );
}

export const way = ({ type, direction }: LinkCount): string => t(direction === "out" ? "wayOut" : "wayIn", typeName(type));

function Heading({ node }: { node: Node }) {
  return (
    <div class="heading" style={coloured(node.label)}>
      <p class="kind" title={comment(labelKind(node.label))}>
        <Badge label={node.label} /> {labelName(node.label)}
      </p>
      <h1>{node.name}</h1>
      <p class="actions">
        <a class="button strong" href={graphOf(node.id)}>
          {t("openGraph")}
        </a>
        <a class="button" href={address("trace", { id: node.id })}>
          {t("openTrace")}
        </a>
        <a class="button" href={address("paths", { id: node.id })}>
          {t("openPaths")}
        </a>
        {COMPARED.includes(node.label) && (
          <a class="button" href={address("compare", { id: node.id })}>
            {t("openCompare")}
          </a>
        )}
      </p>
    </div>
  );
}

export function facts(node: Node): [string, string][] {
  const kind = labelKind(node.label);
  const aliases = node.properties["aliases"];
  const rows = Object.entries(node.properties)
    .filter(([name]) => !NOT_SHOWN.has(name))
    .map(([name, value]) => told(kind, name, typeof value === "boolean" ? t(value ? "yes" : "no") : value));
  if (kind.entity && Array.isArray(aliases) && aliases.length) rows.push([t("aliases"), aliases.join("、")]);
  return rows;
}

function Facts({ node }: { node: Node }) {
  const rows = facts(node);
  const text = node.properties["text"];
  if (!rows.length && !text) return null;
  return (
    <Card title={t("facts")}>
      {typeof text === "string" && text !== node.name && <blockquote class="text">{text}</blockquote>}
      <dl>
        {rows.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </Card>
  );
}

function Links({ node, count }: { node: Node; count: LinkCount }) {
  const kind = linkKind(count.type);
  return (
    <section class="card links" id={anchor(count)}>
      <h2 title={comment(kind)}>
        {way(count)} <small>{number(count.count)}</small>
      </h2>
      <Pages<Neighbour>
        path={entityPath(node.id, "/neighbours")}
        query={{ type: count.type, direction: count.direction, size: FIRST }}
      >
        {(item) => <Proven item={item} owner={node} />}
      </Pages>
    </section>
  );
}

export function Proven({ item, owner }: { item: Neighbour; owner: Node }) {
  const { node, link } = item;
  const own = Object.entries(link.properties).map(([name, value]) => told(linkKind(link.type), name, value));
  return (
    <>
      <p class="linked">
        <NodeLink node={node} />
        {own.map(([name, value]) => (
          <small class="tag" title={name}>
            {value}
          </small>
        ))}
      </p>
      <Sentence evidence={link.evidence} nodes={[node, owner]} />
    </>
  );
}

export const byLabel = (a: Node, b: Node): number => rank(a.label) - rank(b.label);
export const kindName = (label: string): string => named(labelKind(label));
