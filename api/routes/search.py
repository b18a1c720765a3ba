"""Find something by its name or by what is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api.conduct.answering import Answering
from api.conduct.errors import documented
from api.cursors import Place, read, written
from api.models.found import Facet, Facets, Hit, SearchOut
from api.parameters import Cursor, LabelFilter, Words, wrong
from api.reader import Graph, Reader, node_fields
from graph_builder.stores import search as stored

router = APIRouter(route_class=Answering, tags=["search"])

NAMED = {"place": "Place", "report": "Report", "theme": "Theme"}
"""Filters and facets whose values are ids of nodes, and the labels of these."""

CALLED = "MATCH (n:{label}) WHERE n.name = $name RETURN n.id AS id ORDER BY id"

WITHIN = (
    "UNWIND $ids AS id MATCH (p:Place {id: id})-[:PART_OF]->(above:Place)"
    " RETURN id, above.name AS name ORDER BY id, name"
)

Ids = Annotated[list[Annotated[str, Query(min_length=1, max_length=200)]], Query(max_length=50)]


@router.get("/search", responses=documented("store"), summary="Find nodes by name, alias or text")
def search(
    graph: Graph,
    q: Words,
    label: Annotated[list[LabelFilter], Query(max_length=20, description="Only nodes of these labels.")] = [],  # noqa: B006
    place: Annotated[Ids, Query(description="Only what appears in reports of these places, by id or name.")] = [],  # noqa: B006
    report: Annotated[Ids, Query(description="Only what appears in these reports, by id or name.")] = [],  # noqa: B006
    theme: Annotated[Ids, Query(description="Only what has to do with these themes, by id or name.")] = [],  # noqa: B006
    since: Annotated[date | None, Query(description="Only what appears in reports of this day or later.")] = None,
    until: Annotated[date | None, Query(description="Only what appears in reports of this day or earlier.")] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="The most hits in a page.")] = 20,
    cursor: Cursor = None,
) -> SearchOut:
    """Any part of a name, alias, problem or measure, from one character up; of names, also the pinyin or its initials
    (`caizhengju`, `czj`). Exact names first, then what begins with the words, then what holds them. Several words with
    a space between must all be there. Several values of a filter: any of them; several filters: all of them."""
    named = _ids(graph, "place", place), _ids(graph, "report", report), _ids(graph, "theme", theme)
    filters = stored.Filters(*named, since, until)
    request = stored.SearchRequest(q, tuple(label), filters, stored.Page(size=limit))
    at = read(cursor, request).given
    found = graph.view.search(stored.SearchRequest(q, tuple(label), filters, stored.Page(at, limit)))
    hits = [Hit(**node_fields(hit.node), matched=hit.matched, field=hit.field, score=hit.score) for hit in found.hits]
    after = at + len(hits)
    more = written(Place(given=after), request) if hits and after < found.total else None
    return SearchOut(
        hits=hits, facets=_facets(graph, found.facets), total=found.total, truncated=found.truncated, next=more
    )


def _ids(graph: Reader, kind: str, given: Sequence[str]) -> tuple[str, ...]:
    """Of a filter's values, those that are ids, and the ids of what is called by the others."""
    known = graph.nodes(given) if given else {}
    return tuple(id for value in given for id in ([value] if value in known else _called(graph, kind, value)))


def _called(graph: Reader, kind: str, name: str) -> list[str]:
    found = [str(row["id"]) for row in graph.ask(CALLED.format(label=NAMED[kind]), name=name)]
    if not found:
        raise wrong(kind, f"there is no {kind} {name!r} in this store; the facet {kind}s of a search lists them")
    return found


def _facets(graph: Reader, found: Mapping[str, stored.Facet]) -> Facets:
    names = {
        id: str(node.properties["name"])
        for id, node in graph.nodes(id for kind in NAMED for id, _ in found.get(kind, ())).items()
    }
    within = _within(graph, {id: names[id] for id, _ in found.get("place", ()) if id in names})
    return Facets(
        **{
            f"{kind}s": [
                Facet(value=value, name=names.get(value), within=within.get(value), count=count)
                for value, count in found.get(kind, ())
            ]
            for kind in ("label", *NAMED, "year")
        }
    )


def _within(graph: Reader, places: Mapping[str, str]) -> Mapping[str, str]:
    """Of places that share a name, the places that they are part of."""
    times = Counter(places.values())
    alike = [id for id, name in places.items() if times[name] > 1]
    return {row["id"]: row["name"] for row in graph.ask(WITHIN, ids=alike)} if alike else {}
