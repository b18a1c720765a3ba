// The start page: how much there is, what recurs, the reports.

import { coloured, el } from "/pages/dom.js";
import { ask, badge, label, link, named, rank } from "/pages/graph.js";
import { paged } from "/pages/paged.js";
import { words } from "/pages/words.js";

export async function startPage() {
  const stats = await ask("stats");
  const sum = (counts) => counts.reduce((all, one) => all + one.count, 0);
  if (!stats.labels.length) return [el("p", {}, words().empty)];
  const reports = stats.labels.find((one) => one.name === "Report")?.count ?? 0;
  const tiles = [...stats.labels].sort((a, b) => rank(a.name) - rank(b.name)).map(tile);
  return [
    el("h1", {}, words().total(reports, sum(stats.labels), sum(stats.relationships))),
    section(words().counts, el("ul", { class: "tiles" }, tiles)),
    el("div", { class: "columns" }, recurring(stats.recurring), await reportList()),
  ];
}

const section = (title, ...children) => el("section", {}, el("h2", {}, title), ...children);

function tile({ name, count }) {
  const shown = el("li", {}, badge(name), el("b", {}, String(count)), el("span", {}, named(label(name))));
  return coloured(shown, label(name).colour);
}

function recurring(found) {
  if (!found.length) return null;
  const rows = found.map(({ node, reports }) =>
    el("li", {}, link(node), el("small", {}, words().inReports(reports))),
  );
  return section(words().recurring, el("p", { class: "note" }, words().recurringNote), el("ol", { class: "plain" }, rows));
}

async function reportList() {
  const row = (report) =>
    el(
      "li",
      {},
      link({ ...report, label: "Report" }),
      el("small", {}, [report.publish_date, words().found(report.problems, report.measures)].filter(Boolean).join(" · ")),
    );
  return section(words().reports, await paged("reports", { size: 10 }, row));
}
