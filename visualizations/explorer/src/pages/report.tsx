// A notice as it was read, with every stretch that stands for something; what is told of a stretch stands beside it.

import { useEffect, useMemo, useRef } from "preact/hooks";
import { address, go } from "../address";
import { type Value, entityPath, useGet } from "../api";
import { graphOf } from "../graph/recipe";
import { allLabels, labelKind, labelName, rank, typeName } from "../ontology";
import { type Annotation, type Range, byFinding, range, segments, toldOf } from "../report/segments";
import { Badge, Card, NodeLink, Wait, coloured, pageOf } from "../ui/common";
import { number, t } from "../words";

interface Report {
  id: string;
  name: string;
  publish_date: string | null;
  problems: number;
  measures: number;
  file: string;
  text: string | null;
  missing: string | null;
  annotations: Annotation[];
}

export function ReportPage({ values }: { values: URLSearchParams }) {
  const id = values.get("id") ?? "";
  const answer = useGet<Report>(`reports/${encodeURIComponent(id)}`);
  return <Wait answer={answer}>{(report) => <Notice key={id} report={report} chosen={range(values.get("at"))} only={values.get("only")} />}</Wait>;
}

const place = (report: Report, at: Range, only: string | null = null) =>
  address("report", { id: report.id, at: `${at.start}-${at.end}`, only });

function Notice({ report, chosen, only }: { report: Report; chosen: Range | null; only: string | null }) {
  document.title = `${report.name} · 巡迹`;
  const labels = [...new Set(report.annotations.map((one) => one.label))].sort((a, b) => rank(a) - rank(b));
  const show = (label: string | null) =>
    go(address("report", { id: report.id, only: label, at: chosen ? `${chosen.start}-${chosen.end}` : null }), "replace");
  return (
    <>
      <div class="heading" style={coloured("Report")}>
        <p class="kind">
          <Badge label="Report" /> {labelName("Report")} · {report.file}
        </p>
        <h1>{report.name}</h1>
        <p class="note">
          {[report.publish_date, t("problemsMeasures", report.problems, report.measures)].filter(Boolean).join(" · ")}
        </p>
        <p class="actions">
          <a class="button strong" href={address("graph", { whole: report.id })}>
            {t("openGraph")}
          </a>
          <a class="button" href={address("trace", { id: report.id })}>
            {t("openTrace")}
          </a>
          <a class="button" href={address("entity", { id: report.id })}>
            {t("openProfile")}
          </a>
        </p>
      </div>
      <div class="beside">
        <div>
          <p class="legend" role="group" aria-label={t("marked")}>
            <button type="button" aria-pressed={only === null} onClick={() => show(null)}>
              {t("all")}
            </button>
            {labels.map((label) => (
              <button type="button" aria-pressed={only === label} onClick={() => show(label)}>
                <Badge label={label} small /> {labelName(label)}
              </button>
            ))}
          </p>
          {report.text === null ? <Missing report={report} /> : <Text {...{ report, text: report.text, chosen, only }} />}
        </div>
        <aside class="card evidence" aria-live="polite" aria-label={t("details")}>
          {chosen ? <Told report={report} chosen={chosen} /> : <Index report={report} />}
        </aside>
      </div>
    </>
  );
}

const Missing = ({ report }: { report: Report }) => (
  <Card title={t("noText")} note={report.missing ?? undefined}>
    <ul class="rows">
      {report.annotations
        .filter((one) => one.type === "APPEARS_IN")
        .map((one) => (
          <li>
            <NodeLink node={{ id: one.node, label: one.label, name: one.name }} small /> <q>{one.quote}</q>
          </li>
        ))}
    </ul>
  </Card>
);

// What has a name is a mention; a problem, a measure, an area is a finding that mentions stand in.
const isNamed = (label: string) => labelKind(label).entity;

interface TextProps {
  report: Report;
  text: string;
  chosen: Range | null;
  only: string | null;
}

function Text({ report, text, chosen, only }: TextProps) {
  const mark = useRef<HTMLElement>(null);
  const groups = useMemo(() => {
    const read = report.annotations.filter((one) => one.type === "APPEARS_IN" && (only === null || one.label === only));
    const [mentions, findings] = [read.filter((one) => isNamed(one.label)), read.filter((one) => !isNamed(one.label))];
    return byFinding(segments(text, mentions, findings, chosen));
  }, [report, only, chosen?.start, chosen?.end]);
  useEffect(() => mark.current?.scrollIntoView({ block: "center" }), [chosen?.start, chosen?.end]);
  let first = true;
  return (
    <article class="card notice" lang="zh-CN">
      {groups.map(({ finding, parts }) => (
        <span class={finding ? "finding" : undefined} style={finding ? coloured(finding.label) : undefined}>
          {finding && finding.start === parts[0]?.start && (
            <a class="begin" href={place(report, finding, only)} aria-label={`${labelName(finding.label)}: ${finding.name}`}>
              <Badge label={finding.label} small />
            </a>
          )}
          {parts.map((part) => {
            const shown = part.mention ? (
              <a class="mention" href={place(report, part.mention, only)} style={coloured(part.mention.label)} title={part.mention.name}>
                {part.text}
              </a>
            ) : (
              part.text
            );
            if (!part.chosen) return shown;
            const here = first ? mark : undefined;
            first = false;
            return <mark ref={here as never}>{shown}</mark>;
          })}
        </span>
      ))}
    </article>
  );
}

// ------------------------------------------------ beside the text

function Told({ report, chosen }: { report: Report; chosen: Range }) {
  const told = toldOf(report.annotations, chosen);
  const names = new Map(report.annotations.map((one) => [one.node, one]));
  names.set(report.id, { ...(told[0] ?? report.annotations[0]), node: report.id, label: "Report", name: report.name } as Annotation);
  const nodes = told.filter((one) => one.type === "APPEARS_IN");
  const links = told.filter((one) => one.type !== "APPEARS_IN");
  const quote = told.find((one) => one.start === chosen.start && one.end === chosen.end)?.quote;
  return (
    <>
      <p class="actions back">
        <a href={address("report", { id: report.id })}>{t("backToIndex")}</a>
      </p>
      {quote && <blockquote class="text">{quote}</blockquote>}
      {nodes.length > 0 && <h3>{t("standsFor")}</h3>}
      <ul class="rows dense">
        {nodes.map((one) => (
          <li>
            <Stands one={one} />
          </li>
        ))}
      </ul>
      {links.length > 0 && <h3>{t("says")}</h3>}
      <ul class="rows">
        {links.map((one) => (
          <li>
            <Statement one={one} other={names.get(one.other ?? "")} />
          </li>
        ))}
      </ul>
      {!told.length && <p class="note">{t("saysNothing")}</p>}
    </>
  );
}

function Stands({ one }: { one: Annotation }) {
  const node = { id: one.node, label: one.label, name: one.name };
  return (
    <>
      <NodeLink node={node} small />
      <p class="actions tight">
        <a href={graphOf(one.node)}>{t("openGraph")}</a>
        <Appearances id={one.node} />
        <span class="rule">{one.rule}</span>
      </p>
    </>
  );
}

interface Entity {
  node: { properties: Record<string, Value> };
  links: { type: string; count: number }[];
}

function Appearances({ id }: { id: string }) {
  const answer = useGet<Entity>(entityPath(id));
  if (answer.state !== "there") return null;
  const times = answer.data.links.find((one) => one.type === "APPEARS_IN")?.count ?? 0;
  return times > 1 ? <small>{t("mentionedTimes", number(times))}</small> : null;
}

// The API names the node that the stretch stands for, and the other end; which way the link goes the ontology says.
function Statement({ one, other }: { one: Annotation; other: Annotation | undefined }) {
  return (
    <>
      <p class="linked">
        {other && <NodeLink node={{ id: other.node, label: other.label, name: other.name }} small />}
        <b class="type">{typeName(one.type)}</b>
        <NodeLink node={{ id: one.node, label: one.label, name: one.name }} small />
      </p>
      <span class="rule">
        {one.rule}
        {one.confidence < 1 && ` · ${t("confidence", one.confidence.toFixed(2))}`}
      </span>
    </>
  );
}

function Index({ report }: { report: Report }) {
  const read = report.annotations.filter((one) => one.type === "APPEARS_IN");
  return (
    <>
      <h2>{t("inNotice")}</h2>
      <p class="note">{t("inNoticeNote")}</p>
      {allLabels().map(({ name }) => (
        <IndexOf label={name} read={read.filter((one) => one.label === name)} report={report} />
      ))}
    </>
  );
}

function IndexOf({ label, read, report }: { label: string; read: Annotation[]; report: Report }) {
  const first = new Map<string, { one: Annotation; times: number }>();
  for (const one of read) {
    const held = first.get(one.node);
    if (held) held.times++;
    else first.set(one.node, { one, times: 1 });
  }
  if (!first.size) return null;
  return (
    <details open={isNamed(label) && first.size <= 12}>
      <summary>
        <Badge label={label} small /> {labelName(label)} <small>{first.size}</small>
      </summary>
      <ul class="rows dense">
        {[...first.values()].map(({ one, times }) => (
          <li class="index">
            <a href={place(report, one)}>{one.name}</a>
            {times > 1 && <small>×{times}</small>}
            <a class="go" href={pageOf({ id: one.node, label })} aria-label={`${t("openProfile")}: ${one.name}`}>
              →
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
