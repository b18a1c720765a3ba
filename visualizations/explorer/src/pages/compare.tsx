// What agencies or inspections share: themes, documents, firms, projects, people, and where in each they come up.

import { address, go } from "../address";
import { type Node, type Subgraph, get, post, useAnswer } from "../api";
import { COMPARED, labelName, rank } from "../ontology";
import { Chosen } from "../ui/chosen";
import { Card, NodeLink, Wait, named, short } from "../ui/common";
import { number, t } from "../words";

interface Shared {
  node: Node;
  counts: Record<string, number>;
  examples: Record<string, string[]>;
}

interface Comparison {
  compared: Node[];
  shared: Shared[];
  truncated: boolean;
}

const MOST_COMPARED = 5;
const MOST_SHARED = 100;
const MOST_NODES = 500;

export default function ComparePage({ values }: { values: URLSearchParams }) {
  const ids = [...new Set(values.getAll("id"))].slice(0, MOST_COMPARED);
  document.title = `${t("compareTitle")} · 巡迹`;
  return (
    <>
      <h1 class="quiet-title">{t("compareTitle")}</h1>
      <Card class="ends" note={t("compareNote")}>
        <Chosen
          ids={ids}
          most={MOST_COMPARED}
          label={t("addCompared")}
          labels={COMPARED}
          onChange={(to) => go(address("compare", { id: to }))}
        />
      </Card>
      {ids.length >= 2 && <Common ids={ids} />}
    </>
  );
}

type Names = ReadonlyMap<string, Node>;

function Common({ ids }: { ids: string[] }) {
  const answer = useAnswer(ids.join(" "), () => compared(ids));
  return (
    <Wait answer={answer}>
      {([found, names]) =>
        found.shared.length ? (
          <>
            {found.truncated && <p class="note">{t("compareFirst", MOST_SHARED)}</p>}
            {byLabel(found.shared).map(([label, some]) => (
              <Card title={labelName(label)}>
                <Matrix label={label} compared={found.compared} shared={some} names={names} />
              </Card>
            ))}
          </>
        ) : (
          <Card title={t("compareNothing")} note={t("compareNothingNote")}>
            <a class="button" href={address("paths", { id: ids })}>
              {t("openPaths")}
            </a>
          </Card>
        )
      }
    </Wait>
  );
}

// With the names of the problems and measures that stand as examples.
async function compared(ids: string[]): Promise<[Comparison, Names]> {
  const found = await get<Comparison>("compare", { ids, limit: MOST_SHARED });
  const told = [...new Set(found.shared.flatMap((one) => Object.values(one.examples).flat()))].slice(0, MOST_NODES);
  // So many ids are too long for an address.
  const nodes = told.length ? (await post<Subgraph>("subgraph", { ids: told, hops: 0, limit: MOST_NODES })).nodes : [];
  return [found, new Map(nodes.map((node) => [node.id, node]))];
}

function byLabel(shared: Shared[]): [string, Shared[]][] {
  const held = new Map<string, Shared[]>();
  for (const one of shared) held.set(one.node.label, [...(held.get(one.node.label) ?? []), one]);
  return [...held].sort(([a], [b]) => rank(a) - rank(b));
}

interface MatrixProps {
  label: string;
  compared: Node[];
  shared: Shared[];
  names: Names;
}

function Matrix({ label, compared, shared, names }: MatrixProps) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={labelName(label)}>
      <table class="compared">
        <thead>
          <tr>
            <td />
            {compared.map((node) => (
              <th scope="col" title={node.name}>
                {short(node.name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shared.map((one) => (
            <tr>
              <th scope="row">
                <NodeLink node={named(one.node)} small />
              </th>
              {compared.map((node) => (
                <td>
                  <Told count={one.counts[node.id] ?? 0} examples={one.examples[node.id] ?? []} names={names} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Told({ count, examples, names }: { count: number; examples: string[]; names: Names }) {
  if (!count) return <span class="note">—</span>;
  return (
    <details>
      <summary>{t("compareTimes", number(count))}</summary>
      <ul class="plain-list">
        {examples.map((id) => {
          const node = names.get(id);
          return node && (
            <li>
              <NodeLink node={named(node)} small />
            </li>
          );
        })}
      </ul>
    </details>
  );
}
