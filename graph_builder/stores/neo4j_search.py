"""Searching a Neo4j server: its full-text indexes tell what may fit, `matching` decides, filters and facets follow
relationships. Finds what `search_query` finds in the index of the other stores."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from graph_builder.cypher.naming import Naming
from graph_builder.stores.matching import TEXT, Candidate, fold, holds, letters, named, spelt_rank, terms
from graph_builder.stores.neo4j_naming import ours_first
from graph_builder.stores.neo4j_schema import FULLTEXT, NAMES, PINYIN, every
from graph_builder.stores.search import MOST_FOUND, MOST_VALUES, Filters, SearchRequest

Rows = Sequence[Mapping[str, Any]]
Ask = Callable[..., Rows]

# 工程监管, 2024: what the analyser makes words of. Other signs are only looked at when the name is compared.
RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")

# What means something in Lucene's language of queries.
SPECIAL = re.compile(r'([+\-&|!(){}\[\]^"~*?:\\/\s])')

FOUND = (
    "elementId(node) AS at, node.id AS id, labels(node) AS labels, node.name AS name, node.aliases AS aliases,"
    f" node.{PINYIN} AS spelling, {{}} AS text LIMIT $most"
)
FROM_INDEX = "CALL db.index.fulltext.queryNodes($index, $match) YIELD node WITH node WHERE true{} RETURN " + FOUND
# For signs that no index knows.
FROM_ALL = (
    "MATCH (node{}) WHERE (all(term IN $terms WHERE toLower(node.name + ' ' + coalesce(node.text, '')) CONTAINS term)"
    " OR any(form IN node.aliases WHERE all(term IN $terms WHERE toLower(form) CONTAINS term))){} RETURN " + FOUND
)

OF_LABEL = " AND any(label IN labels(node) WHERE label IN $labels)"
OF_REPORT = " AND (node.id IN $reports OR EXISTS { (node)-[:APPEARS_IN]->(report:Report) WHERE report.id IN $reports })"
TO_THEME = (
    "(node)-[:HAS_THEME]->(theme:Theme)",
    "(node)-[:ADDRESSES]->()-[:HAS_THEME]->(theme:Theme)",
    "(node)<-[:MENTIONS|CITES]-()-[:HAS_THEME]->(theme:Theme)",
    "(node)<-[:MENTIONS|CITES]-()-[:ADDRESSES]->()-[:HAS_THEME]->(theme:Theme)",
)
OF_THEME = " AND (node.id IN $themes OR {})".format(
    " OR ".join(f"EXISTS {{ {pattern} WHERE theme.id IN $themes }}" for pattern in TO_THEME)
)

# Where the agencies lie that a notice is about or from, and what these places are part of; all as that notice says it,
# looked up by the notice, since agencies and places have a link for every notice that names them.
PLACES = (
    "MATCH (agency)-[located:LOCATED_IN {report: report.id}]->(near:Place) USING INDEX located:LOCATED_IN(report)"
    " WHERE EXISTS { (report)<-[:PUBLISHED]-(agency) }"
    " OR EXISTS { (report)-[:REPORTS_ON]->()-[:INSPECTED {report: report.id}]->(agency) }"
    " WITH report, collect(DISTINCT near) AS near"
    " OPTIONAL MATCH (part:Place)-[within:PART_OF {report: report.id}]->(whole:Place)"
    " USING INDEX within:PART_OF(report)"
    " WITH near, collect(DISTINCT [part, whole]) AS parts"
    " UNWIND reduce(found = near, step IN range(1, 5) |"
    " found + [pair IN parts WHERE pair[0] IN found AND NOT pair[1] IN found | pair[1]]) AS place"
    " RETURN DISTINCT place"
)
DAYS = (
    "[report.publish_date] + reduce(days = [], inspection IN [(report)-[:REPORTS_ON]->(i) | i] |"
    " days + [inspection.start_date, inspection.end_date, inspection.feedback_date])"
)
PLACED = f" CALL (report) {{ {PLACES} }} WITH report, place WHERE place.id IN $places"
DATED = f" AND any(day IN {DAYS} WHERE day >= $since AND day <= $until)"
NAMED = " AND report.id IN $reports"

IN_REPORTS = (
    "UNWIND $found AS at MATCH (node) WHERE elementId(node) = at OPTIONAL MATCH (node)-[:APPEARS_IN]->(said:Report)"
    " WITH DISTINCT node, CASE WHEN node:Report THEN node ELSE said END AS report WHERE report IS NOT NULL"
    " WITH report, collect(node) AS nodes"
)
YEAR = (
    f"coalesce(report.publish_date, reduce(last = '', day IN [day IN {DAYS} WHERE day IS NOT NULL] |"
    " CASE WHEN day > last THEN day ELSE last END))"
)
THEMES = " UNION ".join(
    ["WITH node WHERE node:Theme RETURN node AS theme", *(f"MATCH {pattern} RETURN theme" for pattern in TO_THEME)]
)
FACETS: Mapping[str, str] = {
    "place": (
        f"{IN_REPORTS} CALL (report) {{ {PLACES} }} UNWIND nodes AS node"
        " RETURN 'place' AS facet, place.id AS value, count(DISTINCT node) AS count"
    ),
    "report": f"{IN_REPORTS} RETURN 'report' AS facet, report.id AS value, size(nodes) AS count",
    "theme": (
        f"UNWIND $found AS at MATCH (node) WHERE elementId(node) = at CALL (node) {{ {THEMES} }}"
        " RETURN 'theme' AS facet, theme.id AS value, count(DISTINCT node) AS count"
    ),
    "year": (
        f"{IN_REPORTS} WITH left({YEAR}, 4) AS value, nodes WHERE value <> '' UNWIND nodes AS node"
        " RETURN 'year' AS facet, value, count(DISTINCT node) AS count"
    ),
}

ALL_FACETS = " UNION ALL ".join(f"{query} ORDER BY count DESC, value LIMIT {MOST_VALUES}" for query in FACETS.values())
"""In one question: the way to the server and back takes longer than most of them."""

Found = tuple[Sequence[Candidate], Mapping[str, Mapping[str, int]]]


def search(ask: Ask, request: SearchRequest, names: Naming) -> Found:
    """At most one more than MOST_FOUND candidates, and the facets of those that count."""
    wanted = terms(request.words)
    at = dict(_candidates(ask, request, names)) if wanted else {}
    found, counted = list(at.values()), list(at)[:MOST_FOUND]
    facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for row in ask(ALL_FACETS, found=counted) if counted else ():
        facets[row["facet"]][row["value"]] = row["count"]
    return found, {"label": Counter(each.label for each in found[:MOST_FOUND]), **facets}


def _candidates(ask: Ask, request: SearchRequest, names: Naming) -> Iterator[tuple[str, Candidate]]:
    wanted = terms(request.words)
    where, given = _filtered(ask, request, names)
    seen: set[str] = set()
    for query, match in _questions(request.words, wanted, where):
        index = str(match.get("index", ""))
        for row in ask(query, **given, **{**match, "index": names.index(index)}, most=MOST_FOUND + 1 + len(seen)):
            ranked = None if row["at"] in seen else _ranked(wanted, row, index)
            if ranked is not None:
                seen.add(row["at"])
                yield row["at"], Candidate(row["id"], ours_first(row["labels"], names)[0], row["name"], *ranked)
            if len(seen) > MOST_FOUND:
                return


def _questions(words: str, wanted: Sequence[str], where: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Names that begin so, names that hold it, names that are spelt so, texts that hold it."""
    fits = " AND ".join(clause for term in wanted for clause in _clauses(term))
    if not fits:
        yield FROM_ALL.format(every(), where, "node.text"), {"terms": list(wanted)}
        return
    begins = SPECIAL.sub(r"\\\1", "".join(words.split()))
    index = FROM_INDEX.format(where, "null")
    yield index, {"index": NAMES, "match": f"name:{begins}* OR aliases:{begins}*"}
    yield index, {"index": FULLTEXT, "match": f"name:({fits}) OR aliases:({fits})"}
    if spelt := letters(wanted):
        yield index, {"index": PINYIN, "match": f"{PINYIN}:{spelt}*"}
    yield FROM_INDEX.format(where, "node.text"), {"index": FULLTEXT, "match": f"text:({fits})"}


def _clauses(term: str) -> Iterator[str]:
    """The analyser cuts Chinese into overlapping pairs, the rest into words."""
    for run in RUN.findall(term):
        yield f'"{run}"' if len(run) > 1 and not run.isascii() else f"*{run}*"


def _ranked(wanted: Sequence[str], row: Mapping[str, Any], index: str) -> tuple[int, str] | None:
    if index == PINYIN:
        return spelt_rank(row["spelling"], letters(wanted)), row["name"]
    if ranked := named(row["name"], row["aliases"], wanted):
        return ranked
    return (TEXT, "") if row["text"] and holds(fold(row["text"]), wanted) else None


def _filtered(ask: Ask, request: SearchRequest, names: Naming) -> tuple[str, dict[str, object]]:
    filters = request.filters
    conditions = [
        condition
        for condition, given in (
            (OF_LABEL, request.labels),
            (OF_REPORT, filters.of_reports),
            (OF_THEME, filters.themes),
        )
        if given
    ]
    reports = _reports(ask, filters) if filters.of_reports else []
    return "".join(conditions), {
        "labels": list(map(names.label, request.labels)),
        "reports": reports,
        "themes": list(filters.themes),
    }


def _reports(ask: Ask, filters: Filters) -> list[str]:
    """The ids of the notices that the filters leave."""
    parts = ((NAMED, filters.reports), (DATED, filters.since or filters.until), (PLACED, filters.places))
    where = "".join(condition for condition, given in parts if given)
    rows = ask(
        f"MATCH (report:Report) WHERE true{where} RETURN DISTINCT report.id AS id",
        reports=list(filters.reports),
        places=list(filters.places),
        since=filters.since.isoformat() if filters.since else "",
        until=filters.until.isoformat() if filters.until else "9999-12-31",
    )
    return [row["id"] for row in rows]
