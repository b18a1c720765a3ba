"""audit: what each notice declares (4方面28个问题, 158项整改措施, 召开会议42次) beside what was found in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

from graph_builder.findings.counted import COUNTED
from graph_builder.stores.interface import Cell, Limits, View
from ontology.errors import XunjiError

What = Literal[
    "aspects", "problems", "measures", "tasks", "systems", "meetings", "trainings", "interviews", "disciplined"
]
WHAT: tuple[What, ...] = get_args(What)

MADE = ("issued", "revised", "abolished")
"""What was done to a document that a notice counts among the systems it set up (制定完善制度11项)."""

RULE = "declared."
"""An inspection's evidence by such a rule is the sentence that declares: `declared.aspects+problems`."""

_DECLARED = (
    "MATCH (i:Inspection)-[a:APPEARS_IN]->(r:Report) WHERE a.rule STARTS WITH $rule"
    " RETURN r.id AS report, r.name AS name, a.rule AS rule, a.quote AS quote, properties(i) AS inspection"
    " ORDER BY report, a.start"
)


def _told(what: str) -> str:
    """The sum of what the measures count of their doings: 召开会议3次 in one, 2次 in another."""
    return (
        f"MATCH (n:Measure)-[r:ADDRESSES]->(:Problem) WHERE n.{what} IS NOT NULL"
        f" RETURN r.report AS report, sum(n.{what}) AS found"
    )


# By report, how many different nodes it speaks of. Of nested headings the outermost count, which are read first.
# Tasks have no label of their own: 任务 are problems in one notice, measures in the next.
_FOUND: Mapping[What, str] = {
    "aspects": (
        "MATCH (p:Problem)-[r:IN_AREA]->(n:ProblemArea)"
        " WITH r.report AS report, p.id AS problem, min(n.ordinal) AS outer"
        " RETURN report, count(DISTINCT outer) AS found"
    ),
    "problems": "MATCH (:Inspection)-[r:FOUND]->(n:Problem) RETURN r.report AS report, count(DISTINCT n.id) AS found",
    "measures": "MATCH (n:Measure)-[r:ADDRESSES]->(:Problem) RETURN r.report AS report, count(DISTINCT n.id) AS found",
    "systems": (
        "MATCH ()-[r:CITES]->(n:Policy) WHERE r.action IN $made AND n.kind = 'policy'"
        " RETURN r.report AS report, count(DISTINCT n.id) AS found"
    ),
    **{what: _told(what) for what in COUNTED},
}
_EVERYTHING = Limits(rows=10_000_000, seconds=600.0, work=2_000_000_000)


class UnknownReport(XunjiError):
    """No report of this id is stored."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One count that a notice declares; `found` is None where the graph has nothing to set beside it."""

    report: str
    notice: str
    what: What
    declared: int
    found: int | None
    sentence: str

    @property
    def difference(self) -> int | None:
        """How many more were found than declared; below 0, how many are missing."""
        return None if self.found is None else self.found - self.declared

    @property
    def mark(self) -> str:
        """`=` where both agree, `-3` or `+2` where they differ, `?` where nothing can be set beside it."""
        if self.difference is None:
            return "?"
        return f"{self.difference:+d}" if self.difference else "="


@dataclass(frozen=True, slots=True)
class AuditSum:
    """All notices that declare a count of this kind and have something to set beside it."""

    what: What
    notices: int
    agreeing: int
    declared: int
    found: int

    @property
    def difference(self) -> int:
        return self.found - self.declared


def audit(view: View, report_id: str | None = None) -> list[AuditRow]:
    """What is declared beside what was found, notice by notice (by report id), or in the one notice.

    `aspects` are set beside the notice's problem areas, `systems` beside the documents (not the agreements) it says
    were issued, revised or abolished, `meetings`, `trainings`, `interviews` and `disciplined` beside the sum of what
    its measures count. Raises UnknownReport.
    """
    if report_id is not None and not any(node.label == "Report" for node in view.known([report_id])):
        raise UnknownReport(f"{report_id}: no report of this id is stored; `xunji query` lists them: MATCH (r:Report)")
    found = {what: _found(view, what) for what in WHAT}
    return [
        AuditRow(report, name, what, number, found[what].get(report, 0) if what in _FOUND else None, sentence)
        for report, name, what, number, sentence in _declared(view)
        if report_id in (None, report)
    ]


def sums(rows: Iterable[AuditRow]) -> list[AuditSum]:
    """The rows added up by what they count."""
    grouped: defaultdict[What, list[AuditRow]] = defaultdict(list)
    for row in rows:
        if row.found is not None:
            grouped[row.what].append(row)
    return [_sum(what, grouped[what]) for what in WHAT if what in grouped]


def _sum(what: What, rows: Sequence[AuditRow]) -> AuditSum:
    return AuditSum(
        what,
        len(rows),
        sum(row.difference == 0 for row in rows),
        sum(row.declared for row in rows),
        sum(row.found or 0 for row in rows),
    )


def _declared(view: View) -> list[tuple[str, str, What, int, str]]:
    """Report, its name, what, number and sentence, each count once, in the order of the reports and of WHAT."""
    told: dict[tuple[str, int], tuple[str, str, What, int, str]] = {}
    for report, name, rule, quote, inspection in view.cypher(_DECLARED, {"rule": RULE}, _EVERYTHING).rows:
        for what in _counted(str(rule)):
            number = cast(dict[str, Cell], inspection).get(f"declared_{what}")
            if isinstance(number, int):
                told.setdefault((str(report), WHAT.index(what)), (str(report), str(name), what, number, str(quote)))
    return [told[key] for key in sorted(told)]


def _counted(rule: str) -> list[What]:
    names = rule.removeprefix(RULE).split("+")
    return [what for what in WHAT if what in names]


def _found(view: View, what: What) -> dict[str, int]:
    if what not in _FOUND:
        return {}
    rows = view.cypher(_FOUND[what], {"made": list(MADE)} if what == "systems" else {}, _EVERYTHING).rows
    return {str(report): cast(int, found) for report, found in rows}
