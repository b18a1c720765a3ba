// On a profile: when it came up, and under which themes.

import { address } from "../address";
import { post, useAnswer } from "../api";
import { labelName } from "../ontology";
import { type Inspection, eventsOf } from "../timeline/events";
import { Card, NodeLink } from "../ui/common";
import { number, t } from "../words";

export function Timeline({ id }: { id: string }) {
  const answer = useAnswer(`events ${id}`, () => eventsOf(id));
  if (answer.state !== "there" || !answer.data.length) return null;
  return (
    <Card title={t("tabTimeline")}>
      <ol class="when">
        {answer.data.flatMap(dated).map(({ date, word, to, name }) => (
          <li>
            <time dateTime={date}>{date}</time>
            <a href={to}>
              <small>{word}</small> {name}
            </a>
          </li>
        ))}
      </ol>
    </Card>
  );
}

interface Dated {
  date: string;
  word: string;
  to: string;
  name: string;
}

function dated(one: Inspection): Dated[] {
  const inspection = address("entity", { id: one.id });
  const all: [string | null, string, string, string][] = [
    [one.start, labelName("Inspection"), inspection, one.agencyName],
    [one.feedback, t("feedback"), inspection, one.agencyName],
    [one.published, t("published"), address("report", { id: one.report }), one.reportName],
  ];
  return all.flatMap(([date, word, to, name]) => (date ? [{ date, word, to, name }] : []));
}

// ------------------------------------------------ themes

const WAYS = [
  "MATCH (n {id: $id})-[:MENTIONS|CITES]-(p:Problem)-[:HAS_THEME]->(t:Theme)",
  "MATCH (n {id: $id})-[:MENTIONS|CITES|RESPONSIBLE_FOR]-(:Measure)-[:ADDRESSES]->(p:Problem)-[:HAS_THEME]->(t:Theme)",
  "MATCH (n {id: $id})<-[:INSPECTED]-(:Inspection)-[:FOUND]->(p:Problem)-[:HAS_THEME]->(t:Theme)",
  "MATCH (n {id: $id})-[:FOUND]->(p:Problem)-[:HAS_THEME]->(t:Theme)",
];

interface Theme {
  id: string;
  name: string;
  problems: number;
}

async function themesOf(id: string): Promise<Theme[]> {
  const asked = WAYS.map((way) =>
    post<{ rows: string[][] }>("cypher", { query: `${way} RETURN DISTINCT t.id, t.name, p.id`, parameters: { id }, rows: 2000 }),
  );
  const held = new Map<string, { name: string; problems: Set<string> }>();
  for (const { rows } of await Promise.all(asked)) {
    for (const [theme = "", name = "", problem = ""] of rows) {
      const one = held.get(theme) ?? { name, problems: new Set<string>() };
      one.problems.add(problem);
      held.set(theme, one);
    }
  }
  const all = [...held].map(([theme, { name, problems }]) => ({ id: theme, name, problems: problems.size }));
  return all.sort((a, b) => b.problems - a.problems || a.name.localeCompare(b.name, "zh-CN"));
}

const MOST = 10;

export function Themes({ id }: { id: string }) {
  const answer = useAnswer(`themes ${id}`, () => themesOf(id));
  if (answer.state !== "there" || !answer.data.length) return null;
  const most = Math.max(...answer.data.map((one) => one.problems));
  return (
    <Card title={labelName("Theme")} note={t("themesNote")}>
      <ul class="weights">
        {answer.data.slice(0, MOST).map((one) => (
          <li style={{ "--share": `${(one.problems / most) * 100}%` } as never}>
            <NodeLink node={{ id: one.id, label: "Theme", name: one.name }} small />
            <b>{number(one.problems)}</b>
          </li>
        ))}
      </ul>
    </Card>
  );
}
