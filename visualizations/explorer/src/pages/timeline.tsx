// When it happened: each inspection on a line of its own, from the first day to the notice.

import { address } from "../address";
import { useAnswer } from "../api";
import { labelKind, labelName } from "../ontology";
import { type Events, type Inspection, allEvents } from "../timeline/events";
import { day, dayAfter, ticks } from "../timeline/dates";
import { Card, NodeLink, Wait, short } from "../ui/common";
import { type Column, Table } from "../ui/table";
import { t } from "../words";

const ROW = 46;
const TOP = 30;
const LEFT = 232;
const WIDE = 1180;
const RIGHT = 30;

export function TimelinePage() {
  document.title = `${t("tabTimeline")} · 巡迹`;
  const answer = useAnswer("timeline", allEvents);
  return (
    <>
      <h1 class="quiet-title">{t("tabTimeline")}</h1>
      <Wait answer={answer}>
        {(events) =>
          events.inspections.length ? (
            <>
              <Drawing events={events} />
              <AsTable events={events} />
            </>
          ) : (
            <Card title={t("nothingDated")}>{null}</Card>
          )
        }
      </Wait>
    </>
  );
}

const datesOf = (one: Inspection) => [one.start, one.end, one.feedback, one.published].filter((date): date is string => date !== null);

interface Scale {
  (at: number): number;
  from: number;
  to: number;
}

function scale(events: Events): Scale {
  const days = [...events.inspections.flatMap(datesOf), ...events.deadlines.map((one) => one.date)]
    .map(day)
    .filter((one): one is number => one !== null);
  const from = Math.min(...days) - 15;
  const to = Math.max(...days) + 45;
  return Object.assign((at: number) => LEFT + ((at - from) / (to - from)) * (WIDE - LEFT - RIGHT), { from, to });
}

function Drawing({ events }: { events: Events }) {
  const dated = events.inspections.filter((one) => datesOf(one).length);
  const x = scale(events);
  const high = TOP + dated.length * ROW + 10;
  const colour = (label: string) => labelKind(label).edge;
  return (
    <section class="card">
      <p class="legend-line">
        <Key shape={<rect x="0" y="3" width="16" height="8" rx="2" fill={colour("Inspection")} />} word={labelName("Inspection")} />
        <Key shape={<circle cx="8" cy="7" r="5" fill={colour("InspectionGroup")} />} word={t("feedback")} />
        <Key shape={<rect x="3" y="2" width="10" height="10" fill={colour("Report")} />} word={t("published")} />
        <Key shape={<path d="M8 1v12" stroke={colour("Measure")} stroke-width="3" />} word={t("deadline")} />
      </p>
      {events.truncated && <p class="note">{t("truncated")}</p>}
      <div class="scroll timeline" tabIndex={0} role="region" aria-label={t("tabTimeline")}>
        <svg width={WIDE} height={high} viewBox={`0 0 ${WIDE} ${high}`} role="group" aria-label={t("timelineLabel", dated.length)}>
          {ticks(x.from, x.to).map(({ at, label }) => (
            <g class="tick">
              <line x1={x(at)} x2={x(at)} y1={TOP - 6} y2={high} />
              <text x={x(at)} y={TOP - 12}>
                {label}
              </text>
            </g>
          ))}
          {dated.map((one, row) => (
            <Row one={one} y={TOP + row * ROW} x={x} events={events} />
          ))}
        </svg>
      </div>
    </section>
  );
}

const Key = ({ shape, word }: { shape: preact.JSX.Element; word: string }) => (
  <span>
    <svg width="16" height="14" aria-hidden="true">
      {shape}
    </svg>{" "}
    {word}
  </span>
);

function Row({ one, y, x, events }: { one: Inspection; y: number; x: Scale; events: Events }) {
  const edge = (label: string) => labelKind(label).edge;
  const [start, end] = [day(one.start), one.end ? dayAfter(one.end) : null];
  const [feedback, published] = [day(one.feedback), day(one.published)];
  const known = [start, feedback, published].filter((at): at is number => at !== null);
  const middle = y + ROW / 2;
  return (
    <g class="row">
      <a href={address("entity", { id: one.agency })}>
        <text x={0} y={middle + 5}>
          {short(one.agencyName, 15)}
          <title>{one.agencyName}</title>
        </text>
      </a>
      {known.length > 1 && <line class="span" x1={x(Math.min(...known))} x2={x(Math.max(...known))} y1={middle} y2={middle} />}
      {start !== null && (
        <a href={address("entity", { id: one.id })} aria-label={`${labelName("Inspection")} ${one.start}–${one.end ?? "?"} ${one.name}`}>
          <rect x={x(start)} y={middle - 6} width={Math.max(6, x(end ?? start + 3) - x(start))} height={12} rx={3} fill={edge("Inspection")} />
          <title>{`${labelName("Inspection")} ${one.start} – ${one.end ?? "?"}`}</title>
        </a>
      )}
      {events.deadlines
        .filter((due) => due.inspection === one.id)
        .map((due) => {
          const at = day(due.date);
          if (at === null) return null;
          return (
            <a href={address("entity", { id: due.id })} aria-label={`${t("deadline")} ${due.date} ${due.name}`}>
              <line class="due" x1={x(at)} x2={x(at)} y1={middle - 9} y2={middle + 9} stroke={edge(due.label)} />
              <title>{`${t("deadline")} ${due.date}: ${due.name}`}</title>
            </a>
          );
        })}
      {feedback !== null && (
        <a href={address("entity", { id: one.id })} aria-label={`${t("feedback")} ${one.feedback} ${one.name}`}>
          <circle cx={x(feedback)} cy={middle} r={7} fill={edge("InspectionGroup")} />
          <title>{`${t("feedback")} ${one.feedback}`}</title>
        </a>
      )}
      {published !== null && (
        <a href={address("report", { id: one.report })} aria-label={`${t("published")} ${one.published} ${one.reportName}`}>
          <rect x={x(published) - 6} y={middle - 6} width={12} height={12} fill={edge("Report")} />
          <title>{`${t("published")} ${one.published}: ${one.reportName}`}</title>
        </a>
      )}
    </g>
  );
}

function AsTable({ events }: { events: Events }) {
  const columns: Column<Inspection>[] = [
    {
      title: labelName("Agency"),
      value: (one) => one.agencyName,
      show: (one) => <NodeLink node={{ id: one.agency, label: "Agency", name: one.agencyName }} small />,
      wide: true,
    },
    { title: t("started"), value: (one) => one.start ?? "" },
    { title: t("ended"), value: (one) => one.end ?? "" },
    { title: t("feedback"), value: (one) => one.feedback ?? "" },
    { title: t("published"), value: (one) => one.published ?? "" },
    {
      title: t("report"),
      value: (one) => one.reportName,
      show: (one) => <a href={address("report", { id: one.report })}>{one.reportName}</a>,
      wide: true,
    },
  ];
  return <Table rows={events.inspections} columns={columns} name={t("tabTimeline")} />;
}
