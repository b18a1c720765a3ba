// Figures over the whole graph: themes by agency and place, states, declared against found, what is cited most.

import { useState } from "preact/hooks";
import { address, go } from "../address";
import { type Node, useGet } from "../api";
import { allLabels, labelKind, labelName } from "../ontology";
import { Wait, pageOf } from "../ui/common";
import { Bars } from "../ui/chart";
import { type Word, number, t } from "../words";

interface Named {
  id: string;
  name: string;
}

interface Cross {
  columns: Named[];
  rows: Named[];
  counts: number[][];
}

interface Stats {
  recurring: { node: Node; reports: number }[];
  themes_by_agency: Cross;
  themes_by_place: Cross;
  status: { status: string | null; problems: number; measures: number }[];
  declared: { what: string; notices: number; agreeing: number; declared: number; found: number }[];
  cited: { node: Node; citations: number }[];
}

export default function StatsPage() {
  document.title = `${t("tabStats")} · 巡迹`;
  const answer = useGet<Stats>("stats");
  return (
    <>
      <h1 class="quiet-title">{t("tabStats")}</h1>
      <Wait answer={answer}>{(stats) => <Charts stats={stats} />}</Wait>
    </>
  );
}

// The names of the states are the ontology's.
function statusName(code: string | null): string {
  const kind = labelKind("Problem").properties.find((one) => one.name === "status");
  const choice = code === null ? undefined : kind?.values[code];
  return choice ? choice[document.documentElement.lang === "en" ? 1 : 0] : t("notTold");
}

const DECLARED: Record<string, Word> = {
  aspects: "declaredAspects",
  problems: "declaredProblems",
  measures: "declaredMeasures",
  tasks: "declaredTasks",
  systems: "declaredSystems",
  meetings: "declaredMeetings",
  trainings: "declaredTrainings",
  interviews: "declaredInterviews",
  disciplined: "declaredDisciplined",
};

const colour = (label: string) => labelKind(label).colour;

function Charts({ stats }: { stats: Stats }) {
  const [problems, measures] = [labelName("Problem"), labelName("Measure")];
  return (
    <div class="charts">
      <Themes byAgency={stats.themes_by_agency} byPlace={stats.themes_by_place} />
      <Bars
        title={t("statusTitle")}
        note={t("statusNote")}
        names={stats.status.map((one) => statusName(one.status))}
        series={[
          { name: problems, colour: colour("Problem"), values: stats.status.map((one) => one.problems) },
          { name: measures, colour: colour("Measure"), values: stats.status.map((one) => one.measures) },
        ]}
      />
      <Bars
        title={t("declaredTitle")}
        note={t("declaredNote")}
        names={stats.declared.map((one) => {
          const word = DECLARED[one.what];
          return `${word ? t(word) : one.what} ${t("agreeing", one.agreeing, one.notices)}`;
        })}
        series={[
          { name: t("declared"), colour: "#767676", values: stats.declared.map((one) => one.declared) },
          { name: t("foundInText"), colour: colour("Agency"), values: stats.declared.map((one) => one.found) },
        ]}
      />
      <Bars
        title={t("citedTitle")}
        names={stats.cited.map(({ node }) => node.name)}
        series={[{ name: t("citations"), colour: colour("Policy"), values: stats.cited.map((one) => one.citations) }]}
        onPick={(at) => stats.cited[at] && go(pageOf(stats.cited[at].node))}
      />
      <Bars
        title={t("recurring")}
        note={t("recurringNote")}
        names={stats.recurring.map(({ node }) => node.name)}
        series={kinds(stats.recurring)}
        stacked
        onPick={(at) => stats.recurring[at] && go(pageOf(stats.recurring[at].node))}
      />
    </div>
  );
}

// One series a label, so that each bar has its label's colour.
function kinds(recurring: Stats["recurring"]) {
  return allLabels()
    .filter(({ name }) => recurring.some(({ node }) => node.label === name))
    .map(({ name }) => ({
      name: labelName(name),
      colour: colour(name),
      values: recurring.map(({ node, reports }) => (node.label === name ? reports : 0)),
    }));
}

// ------------------------------------------------ themes

function Themes({ byAgency, byPlace }: { byAgency: Cross; byPlace: Cross }) {
  const [places, setPlaces] = useState(false);
  const cross = places ? byPlace : byAgency;
  const most = Math.max(1, ...cross.counts.flat());
  return (
    <section class="card wide-card">
      <h2>{t("themesTitle")}</h2>
      <p class="tabs" role="group" aria-label={t("themesTitle")}>
        <button type="button" aria-pressed={!places} onClick={() => setPlaces(false)}>
          {labelName("Agency")}
        </button>
        <button type="button" aria-pressed={places} onClick={() => setPlaces(true)}>
          {labelName("Place")}
        </button>
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label={t("themesTitle")}>
        <table class="heat">
          <thead>
            <tr>
              <th scope="col">{labelName(places ? "Place" : "Agency")}</th>
              {cross.columns.map((one) => (
                <th scope="col">
                  <a href={address("entity", { id: one.id })}>{one.name}</a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cross.rows.map((row, at) => (
              <tr>
                <th scope="row">
                  <a href={address("entity", { id: row.id })}>{row.name}</a>
                </th>
                {cross.counts[at]?.map((count) => (
                  <td class="number" style={{ "--heat": `${Math.round((count / most) * 60)}%` } as never}>
                    {count ? number(count) : ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
