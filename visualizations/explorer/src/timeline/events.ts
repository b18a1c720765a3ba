// Everything in the graph that has a day: inspections, feedback, publication, deadlines.

import { post } from "../api";

export interface Inspection {
  id: string;
  name: string;
  agency: string;
  agencyName: string;
  start: string | null;
  end: string | null;
  feedback: string | null;
  report: string;
  reportName: string;
  published: string | null;
}

export interface Deadline {
  id: string;
  name: string;
  label: string;
  date: string;
  inspection: string;
}

export interface Events {
  inspections: Inspection[];
  deadlines: Deadline[];
  truncated: boolean;
}

interface Rows {
  rows: (string | null)[][];
  truncated: boolean;
}

const MOST = 2_000;

const INSPECTIONS =
  "MATCH (d:Report)-[:REPORTS_ON]->(i:Inspection)-[:INSPECTED]->(a:Agency) " +
  "RETURN DISTINCT i.id, i.name, a.id, a.name, i.start_date, i.end_date, i.feedback_date, d.id, d.name, d.publish_date";
const OF_ONE =
  "MATCH (n {id: $id})-[:APPEARS_IN]->(d:Report)-[:REPORTS_ON]->(i:Inspection)-[:INSPECTED]->(a:Agency) " +
  "RETURN DISTINCT i.id, i.name, a.id, a.name, i.start_date, i.end_date, i.feedback_date, d.id, d.name, d.publish_date";
const PROBLEMS =
  "MATCH (i:Inspection)-[:FOUND]->(p:Problem) WHERE p.deadline IS NOT NULL RETURN DISTINCT p.id, p.name, p.deadline, i.id";
const MEASURES =
  "MATCH (i:Inspection)-[:FOUND]->(:Problem)<-[:ADDRESSES]-(m:Measure) WHERE m.deadline IS NOT NULL " +
  "RETURN DISTINCT m.id, m.name, m.deadline, i.id";

const ask = (query: string, parameters: Record<string, string> = {}) =>
  post<Rows>("cypher", { query, parameters, rows: MOST });

const text = (cell: string | null | undefined): string => cell ?? "";

const inspection = (row: (string | null)[]): Inspection => ({
  id: text(row[0]),
  name: text(row[1]),
  agency: text(row[2]),
  agencyName: text(row[3]),
  start: row[4] ?? null,
  end: row[5] ?? null,
  feedback: row[6] ?? null,
  report: text(row[7]),
  reportName: text(row[8]),
  published: row[9] ?? null,
});

const deadline = (label: string) => (row: (string | null)[]): Deadline => ({
  id: text(row[0]),
  name: text(row[1]),
  label,
  date: text(row[2]),
  inspection: text(row[3]),
});

export async function allEvents(): Promise<Events> {
  const [inspections, problems, measures] = await Promise.all([ask(INSPECTIONS), ask(PROBLEMS), ask(MEASURES)]);
  return {
    inspections: sorted(inspections.rows.map(inspection)),
    deadlines: [...problems.rows.map(deadline("Problem")), ...measures.rows.map(deadline("Measure"))],
    truncated: inspections.truncated || problems.truncated || measures.truncated,
  };
}

export const eventsOf = async (id: string): Promise<Inspection[]> =>
  sorted((await ask(OF_ONE, { id })).rows.map(inspection));

const sorted = (all: Inspection[]): Inspection[] => all.sort((a, b) => firstDate(a).localeCompare(firstDate(b)));

export const firstDate = (one: Inspection): string => one.start ?? one.feedback ?? one.published ?? "9999";
