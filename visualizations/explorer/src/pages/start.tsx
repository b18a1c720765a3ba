// Where one begins: search, questions, what recurs, the notices.

import { address } from "../address";
import { type Node, useGet } from "../api";
import { labelName, rank } from "../ontology";
import { Badge, Card, NodeLink, Wait, coloured } from "../ui/common";
import { Pages } from "../ui/paged";
import { SearchBox } from "../ui/searchbox";
import questions from "../questions.json";
import { language, number, t } from "../words";

interface Count {
  name: string;
  count: number;
}

interface Stats {
  labels: Count[];
  relationships: Count[];
  recurring: { node: Node; reports: number }[];
}

interface Report {
  id: string;
  name: string;
  publish_date: string | null;
  problems: number;
  measures: number;
}

const sum = (counts: Count[]) => counts.reduce((all, one) => all + one.count, 0);

export function StartPage() {
  const stats = useGet<Stats>("stats");
  document.title = "巡迹 Xunji";
  return <Wait answer={stats}>{(told) => (told.labels.length ? <Start stats={told} /> : <Empty />)}</Wait>;
}

const Empty = () => (
  <Card title={t("emptyTitle")}>
    <p>{t("empty")}</p>
  </Card>
);

function Start({ stats }: { stats: Stats }) {
  const labels = [...stats.labels].sort((a, b) => rank(a.name) - rank(b.name));
  const reports = stats.labels.find((one) => one.name === "Report")?.count ?? 0;
  return (
    <>
      <section class="hero">
        <h1>{t("heroTitle")}</h1>
        <p>{t("total", number(reports), number(sum(stats.labels)), number(sum(stats.relationships)))}</p>
        <SearchBox large />
        <ul class="tiles" aria-label={t("counts")}>
          {labels.map(({ name, count }) => (
            <li style={coloured(name)}>
              <Badge label={name} />
              <b>{number(count)}</b>
              <span>{labelName(name)}</span>
            </li>
          ))}
        </ul>
      </section>
      <div class="columns">
        <Card title={t("questions")}>
          <ul class="rows asks">
            {questions.map((one) => (
              <li>
                <a href={address("cypher", { q: one.query })}>{one[language()]}</a>
              </li>
            ))}
            <li>
              <a href={address("graph")}>{t("wholeGraph")}</a>
            </li>
          </ul>
        </Card>
        <Card title={t("recurring")} note={t("recurringNote")}>
          <ol class="rows leads">
            {stats.recurring.map(({ node, reports: times }) => (
              <li>
                <NodeLink node={node} />
                <small>{t("inReports", times)}</small>
              </li>
            ))}
          </ol>
        </Card>
        <Card title={t("reports")}>
          <Pages<Report> path="reports" query={{ size: 10 }}>
            {(report) => (
              <>
                <NodeLink node={{ ...report, label: "Report" }} />
                <small>
                  {[report.publish_date, t("problemsMeasures", report.problems, report.measures)].filter(Boolean).join(" · ")}
                </small>
              </>
            )}
          </Pages>
        </Card>
      </div>
    </>
  );
}
