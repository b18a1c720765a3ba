// What is chosen on the canvas: a node, a link or a group, with the sentences that prove it.

import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { address } from "../address";
import { type Link, type LinkCount, type Node, type Subgraph, useGet } from "../api";
import { linkKind, labelName, told, typeName } from "../ontology";
import { facts, way } from "../pages/entity";
import { Badge, NodeLink, Wait, coloured, pageOf } from "../ui/common";
import { Sentence } from "../ui/sentence";
import { number, t } from "../words";
import { AT_ONCE, type Picture, type PicturedGroup, type PicturedLink, type PicturedNode, degreesOf, linkKey } from "./picture";
import * as recipes from "./recipe";
import { type Recipe, togglePin } from "./recipe";

// A canvas that is only looked at has no `change`.
export interface Hands {
  change?: (recipe: Recipe) => void;
  select: (id: string | null) => void;
}

interface PanelProps {
  picture: Picture;
  recipe: Recipe;
  selected: string | null;
  hands: Hands;
  frozen?: Link[] | undefined;
}

export function Panel(props: PanelProps) {
  const { picture, selected } = props;
  const node = picture.nodes.find((one) => one.id === selected);
  const group = picture.groups.find((one) => one.id === selected);
  const link = picture.links.find((one) => linkKey(one) === selected);
  if (node) return <NodePanel {...props} node={node} key={node.id} />;
  if (group) return props.frozen ? <Closed group={group} /> : <GroupPanel {...props} group={group} />;
  if (link) return <LinkPanel {...props} link={link} />;
  return <NothingPanel {...props} />;
}

function NothingPanel({ picture, hands }: PanelProps) {
  const nodes = useMemo(() => mostLinked(picture), [picture]);
  return (
    <>
      <h2>{t("onCanvas")}</h2>
      <p class="note">{t("onCanvasNote")}</p>
      <ul class="rows dense">
        {picture.groups.map((group) => (
          <li>
            <Choice label={group.label} onClick={() => hands.select(group.id)}>
              {labelName(group.label)} × {number(group.count)}
            </Choice>
          </li>
        ))}
        {nodes.map((node) => (
          <li>
            <Choice label={node.label} onClick={() => hands.select(node.id)}>
              {node.name}
            </Choice>
          </li>
        ))}
      </ul>
    </>
  );
}

function Choice(props: { label: string; onClick: () => void; children: ComponentChildren }) {
  return (
    <button type="button" class="choice" onClick={props.onClick}>
      <Badge label={props.label} small />
      <span class="name">{props.children}</span>
    </button>
  );
}

const LISTED_NODES = 40;

function mostLinked(picture: Picture): PicturedNode[] {
  const degrees = degreesOf(picture.links);
  const degree = (node: PicturedNode) => degrees.get(node.id) ?? 0;
  return [...picture.nodes].sort((a, b) => degree(b) - degree(a)).slice(0, LISTED_NODES);
}

// ------------------------------------------------ a node

function NodePanel({ node, picture, recipe, hands }: PanelProps & { node: PicturedNode }) {
  const links = picture.links.filter((link) => link.start === node.id || link.end === node.id);
  const { change } = hands;
  return (
    <>
      <div class="heading" style={coloured(node.label)}>
        <p class="kind">
          <Badge label={node.label} small /> {labelName(node.label)}
        </p>
        <h2>{node.name}</h2>
      </div>
      <p class="actions">
        <a class="button strong" href={pageOf(node)}>
          {t("openProfile")}
        </a>
        {change && (
          <>
            <button type="button" aria-pressed={node.id in recipe.pinned} onClick={() => change(togglePin(recipe, node))}>
              {t("pin")}
            </button>
            <button type="button" onClick={() => change(recipes.hide(recipe, node.id))}>
              {t("hide")}
            </button>
          </>
        )}
        <a class="button" href={address("trace", { id: node.id })}>
          {t("openTrace")}
        </a>
      </p>
      {change && <Expansions node={node} recipe={recipe} change={change} />}
      <Details node={node} />
      <h3>{t("linksHere", links.length)}</h3>
      <ul class="rows dense">
        {links.slice(0, 60).map((link) => (
          <li key={linkKey(link)}>
            <LinkChoice link={link} from={node} picture={picture} hands={hands} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Details({ node }: { node: Node }) {
  const rows = facts(node);
  if (!rows.length) return null;
  return (
    <dl>
      {rows.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
}

interface ExpansionsProps {
  node: PicturedNode;
  recipe: Recipe;
  change: (recipe: Recipe) => void;
}

function Expansions({ node, recipe, change }: ExpansionsProps) {
  if (!node.hidden.length) return <p class="note">{t("nothingHidden")}</p>;
  const expand = (...by: LinkCount[]) =>
    change(recipes.grow(recipe, ...by.map(({ type, direction }) => ({ id: node.id, type, direction }))));
  return (
    <div class="expansions">
      <h3>{t("expand")}</h3>
      <ul>
        {node.hidden.map((one) => (
          <li>
            <button type="button" onClick={() => expand(one)} title={one.count > AT_ONCE ? t("firstOnly", AT_ONCE) : undefined}>
              {way(one)} <b>+{number(one.count)}</b>
            </button>
          </li>
        ))}
        {node.hidden.length > 1 && (
          <li>
            <button type="button" class="strong" onClick={() => expand(...node.hidden)}>
              {t("expandAll")}
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}

function LinkChoice({ link, from, picture, hands }: { link: PicturedLink; from: PicturedNode; picture: Picture; hands: Hands }) {
  const outward = link.start === from.id;
  const other = outward ? link.end : link.start;
  const node = picture.nodes.find((one) => one.id === other);
  const group = picture.groups.find((one) => one.id === other);
  const name = node?.name ?? (group ? `${labelName(group.label)} × ${group.count}` : other);
  return (
    <button type="button" class="choice" onClick={() => hands.select(linkKey(link))}>
      <Badge label={node?.label ?? group?.label ?? ""} small />
      <span class="name">
        <small>{way({ type: link.type, direction: outward ? "out" : "in", count: 1 })}</small> {name}
        <q>{link.quote}</q>
      </span>
    </button>
  );
}

// ------------------------------------------------ a link

function LinkPanel({ link, picture, frozen }: PanelProps & { link: PicturedLink }) {
  const ends = [link.start, link.end].map((id) => picture.nodes.find((one) => one.id === id));
  const [start, end] = ends;
  if (!start || !end) return <Bundle link={link} picture={picture} />;
  const same = (one: Link) => one.type === link.type && one.start === start.id && one.end === end.id;
  return (
    <>
      <p class="kind">{t("link")}</p>
      <div class="claim">
        <NodeLink node={start} />
        <b class="type">{typeName(link.type)} ↓</b>
        <NodeLink node={end} />
      </div>
      <h3>{t("provenBy")}</h3>
      {frozen ? <Proofs links={frozen.filter(same)} ends={[start, end]} /> : <Asked ends={[start, end]} same={same} />}
    </>
  );
}

function Asked({ ends, same }: { ends: PicturedNode[]; same: (link: Link) => boolean }) {
  const answer = useGet<Subgraph>("subgraph", { ids: ends.map((one) => one.id), hops: 0, sentences: true });
  return <Wait answer={answer}>{(part) => <Proofs links={part.links.filter(same)} ends={ends} />}</Wait>;
}

function Proofs({ links, ends }: { links: Link[]; ends: PicturedNode[] }) {
  return (
    <ul class="rows">
      {links.map((one) => (
        <li>
          <Properties link={one} />
          <Sentence evidence={one.evidence} nodes={ends} />
        </li>
      ))}
    </ul>
  );
}

export function Properties({ link }: { link: { type: string; properties: Link["properties"] } }) {
  const rows = Object.entries(link.properties);
  if (!rows.length) return null;
  return (
    <p>
      {rows.map(([name, value]) => {
        const [called, shown] = told(linkKind(link.type), name, value);
        return (
          <small class="tag" title={called}>
            {called} {shown}
          </small>
        );
      })}
    </p>
  );
}

function Bundle({ link, picture }: { link: PicturedLink; picture: Picture }) {
  const name = (id: string) => {
    const group = picture.groups.find((one) => one.id === id);
    const node = picture.nodes.find((one) => one.id === id);
    return node?.name ?? (group ? `${labelName(group.label)} × ${group.count}` : id);
  };
  return (
    <>
      <p class="kind">{t("bundle", link.count)}</p>
      <p>
        {name(link.start)} <b class="type">{typeName(link.type)} →</b> {name(link.end)}
      </p>
      <p class="note">{t("bundleNote")}</p>
    </>
  );
}

// ------------------------------------------------ a group

// In a frozen view a group stays a group.
const Closed = ({ group }: { group: PicturedGroup }) => (
  <h2>
    {labelName(group.label)} × {number(group.count)}
  </h2>
);

const LISTED = 30;

function GroupPanel({ group, recipe, hands }: PanelProps & { group: PicturedGroup }) {
  const first = group.ids.slice(0, LISTED);
  const answer = useGet<Subgraph>("subgraph", { ids: first, hops: 0 });
  const { change } = hands;
  return (
    <>
      <div class="heading" style={coloured(group.label)}>
        <p class="kind">
          <Badge label={group.label} small /> {t("group")}
        </p>
        <h2>
          {labelName(group.label)} × {number(group.count)}
        </h2>
      </div>
      {change && (
        <p class="actions">
          <button type="button" class="strong" onClick={() => change(recipes.open(recipe, first))}>
            {t("openGroup", first.length)}
          </button>
        </p>
      )}
      <Wait answer={answer}>
        {(part) => (
          <ul class="rows dense">
            {part.nodes.map((node) => (
              <li>
                <Choice label={node.label} onClick={() => change?.(recipes.open(recipe, [node.id]))}>
                  {node.name}
                </Choice>
              </li>
            ))}
          </ul>
        )}
      </Wait>
    </>
  );
}
