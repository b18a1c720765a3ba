// How entities hang together: the best ways between two or more, each hop with its sentence.

import { address, go } from "../address";
import { type Link, type Node, useGet } from "../api";
import { graphOf } from "../graph/recipe";
import { typeName } from "../ontology";
import { Chosen } from "../ui/chosen";
import { Card, NodeLink, Wait, named } from "../ui/common";
import { Sentence } from "../ui/sentence";
import { t } from "../words";

interface Way {
  nodes: Node[];
  hops: Link[][];
  cost: number;
}

const MOST_ENDS = 5;
const MOST_HOPS = 6;
const HOPS = [2, 3, 4, 5, MOST_HOPS];
const COUNTS = [1, 3, 5, 10];

export function PathsPage({ values }: { values: URLSearchParams }) {
  const ids = [...new Set(values.getAll("id"))].slice(0, MOST_ENDS);
  const k = values.get("k") ?? "3";
  const hops = values.get("hops") ?? "4";
  document.title = `${t("openPaths")} · 巡迹`;
  const change = (to: { ids?: string[]; k?: string; hops?: string }) =>
    go(address("paths", { id: to.ids ?? ids, k: to.k ?? k, hops: to.hops ?? hops }));
  return (
    <>
      <h1 class="quiet-title">{t("pathsTitle")}</h1>
      <Card class="ends" note={t("pathsNote")}>
        <Chosen ids={ids} most={MOST_ENDS} label={t("addEnd")} onChange={(to) => change({ ids: to })} />
        <p class="actions">
          <Choose label={t("pathsCount")} value={k} all={COUNTS} onChange={(to) => change({ k: to })} />
          <Choose label={t("pathsHops")} value={hops} all={HOPS} onChange={(to) => change({ hops: to })} />
        </p>
      </Card>
      {ids.length >= 2 && <Ways ids={ids} k={k} hops={hops} />}
    </>
  );
}

interface ChooseProps {
  label: string;
  value: string;
  all: number[];
  onChange: (value: string) => void;
}

const Choose = ({ label, value, all, onChange }: ChooseProps) => (
  <label>
    {label}{" "}
    <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {all.map((one) => (
        <option value={String(one)}>{one}</option>
      ))}
    </select>
  </label>
);

function Ways({ ids, k, hops }: { ids: string[]; k: string; hops: string }) {
  const answer = useGet<{ paths: Way[] }>("paths", { ids, k, hops, sentences: true });
  return (
    <Wait answer={answer}>
      {({ paths }) =>
        paths.length ? (
          <>
            <p class="actions">
              <span role="status">{t("pathsFound", paths.length)}</span>
              <a class="button" href={graphOf(...new Set(paths.flatMap((way) => way.nodes.map((node) => node.id))))}>
                {t("openGraph")}
              </a>
            </p>
            {paths.map((way) => (
              <OneWay way={way} />
            ))}
          </>
        ) : (
          <Card title={t("noPaths")} note={t("noPathsNote")}>
            {Number(hops) < MOST_HOPS && (
              <a class="button" href={address("paths", { id: ids, k, hops: MOST_HOPS })}>
                {t("pathsFarther", MOST_HOPS)}
              </a>
            )}
          </Card>
        )
      }
    </Wait>
  );
}

function OneWay({ way }: { way: Way }) {
  return (
    <section class="card way">
      <ol>
        {way.nodes.map((node, at) => (
          <li>
            <NodeLink node={named(node)} />
            {way.hops[at] && <Hop links={way.hops[at]} from={node} to={way.nodes[at + 1] ?? node} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

const PROOFS = 2;

function Hop({ links, from, to }: { links: Link[]; from: Node; to: Node }) {
  const types = [...new Set(links.map((link) => `${link.type} ${link.start === from.id ? "out" : "in"}`))];
  return (
    <div class="hop">
      <p class="type">
        {types.map((told) => {
          const [type = "", way] = told.split(" ");
          return <span>{t(way === "out" ? "hopOut" : "hopIn", typeName(type))} </span>;
        })}
      </p>
      {links.slice(0, PROOFS).map((link) => (
        <Sentence evidence={link.evidence} nodes={[from, to]} />
      ))}
    </div>
  );
}
