"""Searching the index of `search_index`."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from graph_builder.stores.matching import TEXT, Candidate, letters, named, spelt_rank, terms
from graph_builder.stores.search import MOST_FOUND, SearchRequest
from graph_builder.stores.search_index import BETWEEN, SearchIndex, characters

LAST = "\U0010ffff"
"""Comes after every character that a name can hold."""

COLUMNS = "n.no, n.id, n.label, n.name, n.aliases, n.spelling"
FORMS = f"SELECT DISTINCT {COLUMNS} FROM form f JOIN node n ON n.no = f.node WHERE f.form >= :from AND f.form < :to"
WORDS = f"SELECT {COLUMNS} FROM words w JOIN node n ON n.no = w.rowid WHERE words MATCH :match"

OF_LABEL = "n.label IN (SELECT value FROM json_each(:labels))"
OF_REPORT = (
    "EXISTS (SELECT 1 FROM said s WHERE s.node = n.no AND s.appears AND s.report IN"
    " (SELECT r.no FROM report r WHERE {}))"
)
OF_THEME = "EXISTS (SELECT 1 FROM themed t WHERE t.node = n.no AND t.theme IN (SELECT value FROM json_each(:themes)))"
NAMED = "r.id IN (SELECT value FROM json_each(:reports))"
PLACED = "r.no IN (SELECT report FROM placed WHERE place IN (SELECT value FROM json_each(:places)))"
DATED = "r.no IN (SELECT report FROM dated WHERE day >= :since AND day <= :until)"

FOUND = "WITH found(no) AS (SELECT value FROM json_each(:found)), "
OF_FOUND = "of(node, report) AS (SELECT s.node, s.report FROM found f JOIN said s ON s.node = f.no WHERE s.appears)"
FACETS: Mapping[str, str] = {
    "place": "SELECT p.place, count(DISTINCT of.node) FROM of JOIN placed p ON p.report = of.report GROUP BY p.place",
    "report": "SELECT r.id, count(DISTINCT of.node) FROM of JOIN report r ON r.no = of.report GROUP BY r.id",
    "theme": ("SELECT t.theme, count(DISTINCT t.node) FROM found f JOIN themed t ON t.node = f.no GROUP BY t.theme"),
    "year": (
        "SELECT r.year, count(DISTINCT of.node) FROM of JOIN report r ON r.no = of.report WHERE r.year <> ''"
        " GROUP BY r.year"
    ),
}

Found = tuple[Sequence[Candidate], Mapping[str, Mapping[str, int]]]


def search(index: SearchIndex, request: SearchRequest) -> Found:
    """At most one more than MOST_FOUND candidates, and the facets of those that count."""
    wanted = terms(request.words)
    with index.lock:
        numbers = dict(_candidates(index.database, request, wanted)) if wanted else {}
        found = list(numbers.values())
        facets = {
            "label": Counter(candidate.label for candidate in found[:MOST_FOUND]),
            **{name: _facet(index.database, query, list(numbers)[:MOST_FOUND]) for name, query in FACETS.items()},
        }
    return found, facets


def _candidates(
    database: sqlite3.Connection, request: SearchRequest, wanted: Sequence[str]
) -> Iterator[tuple[int, Candidate]]:
    seen: set[int] = set()
    where, values = _filtered(request)
    for query, match in _questions(wanted):
        given = {**values, **match, "most": MOST_FOUND + 1 + len(seen)}
        for no, id, label, name, aliases, spelt in database.execute(f"{query}{where} LIMIT :most", given):
            if no in seen:
                continue
            ranked = _ranked(wanted, name, aliases.split(BETWEEN), spelt, match.get("match", ""))
            if ranked is None:
                continue
            seen.add(no)
            yield no, Candidate(id, label, name, *ranked)
            if len(seen) > MOST_FOUND:
                return


def _questions(wanted: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Names that begin so, names that hold it, names that are spelt so, texts that hold it."""
    whole = "".join(wanted)
    phrases = " AND ".join(f'"{characters(term)}"' for term in wanted)
    yield FORMS, {"from": whole, "to": whole + LAST}
    yield WORDS, {"match": f"names : ({phrases})"}
    if spelt := letters(wanted):
        yield WORDS, {"match": f'spelling : "{spelt}" *'}
    yield WORDS, {"match": f"text : ({phrases})"}


def _ranked(wanted: Sequence[str], name: str, aliases: Sequence[str], spelt: str, match: str) -> tuple[int, str] | None:
    if match.startswith("text"):
        return TEXT, ""
    if match.startswith("spelling"):
        return spelt_rank(spelt, letters(wanted)), name
    return named(name, aliases, wanted)


def _filtered(request: SearchRequest) -> tuple[str, dict[str, str]]:
    filters = request.filters
    of_report = [
        condition
        for condition, given in (
            (NAMED, filters.reports),
            (PLACED, filters.places),
            (DATED, filters.since or filters.until),
        )
        if given
    ]
    conditions = [
        *([OF_LABEL] if request.labels else []),
        *([OF_REPORT.format(" AND ".join(of_report))] if of_report else []),
        *([OF_THEME] if filters.themes else []),
    ]
    values = {
        "labels": json.dumps(request.labels),
        "reports": json.dumps(filters.reports),
        "places": json.dumps(filters.places),
        "themes": json.dumps(filters.themes),
        "since": filters.since.isoformat() if filters.since else "",
        "until": filters.until.isoformat() if filters.until else LAST,
    }
    return "".join(f" AND {condition}" for condition in conditions), values


def _facet(database: sqlite3.Connection, query: str, found: Sequence[int]) -> Mapping[str, int]:
    return dict(database.execute(f"{FOUND}{OF_FOUND} {query}", {"found": json.dumps(list(found))}))
