"""The graph in formats of other programs."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from threading import BoundedSemaphore
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from api.conduct.errors import Busy, documented
from api.parameters import MOST_NODES, NodeId, wrong
from api.pictures.around import around
from api.pictures.sieve import Sieve
from api.reader import Graph, Reader
from graph_builder.interchange.content import Content, PartContent, StoreContent
from graph_builder.interchange.registry import formats
from ontology.records import Subgraph

router = APIRouter(tags=["export"])

MOST = 2_000_000
"""The most nodes and relationships that are sent; whole stores that are larger are exported where they lie."""

AT_ONCE = 2

FormatName = StrEnum("FormatName", {name: name for name in formats()})  # type: ignore[misc]

_free = BoundedSemaphore(AT_ONCE)


def _schema(media_type: str) -> dict[str, Any]:
    """JSON of others may hold anything; all else is bytes."""
    return {} if media_type.endswith("json") else {"type": "string", "format": "binary"}


SHOWN = '{"type":"node","id":"agency-0a64eb878a2847ca","labels":["Agency"],"properties":{}}\n'
CONTENT: dict[str, dict[str, Any]] = {one.media_type: {"schema": _schema(one.media_type)} for one in formats().values()}
CONTENT[formats()["jsonl"].media_type]["example"] = SHOWN
FILES: dict[int | str, dict[str, Any]] = {200: {"description": "The file, as it is made.", "content": CONTENT}}

Some = Annotated[list[NodeId], Query(max_length=50)]


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses=FILES | documented("not-found", "busy", "store"),
    summary="The whole store or a part of it as a file",
)
def export(
    graph: Graph,
    format: Annotated[FormatName, Query(description="; ".join(f"{f.name}: {f.what}" for f in formats().values()))],
    ids: Annotated[Some, Query(description="Only what lies within `hops` steps of these nodes.")] = [],  # noqa: B006
    report: Annotated[Some, Query(description="Only what these reports say, by id.")] = [],  # noqa: B006
    hops: Annotated[int, Query(ge=0, le=3, description="With `ids`.")] = 1,
    limit: Annotated[int, Query(ge=1, le=MOST_NODES, description="With `ids`, the most nodes.")] = MOST_NODES,
) -> StreamingResponse:
    """Written piece by piece. From `ids` as a subgraph, with all its relationships; from reports whatever they say;
    else everything, as long as there are at most 2,000,000 nodes and relationships."""
    if ids and report:
        raise wrong("ids", "cannot go with `report`; give one of them")
    content = _part(graph, ids, hops, limit) if ids else StoreContent(graph.view, _known(graph, report))
    if content.size() > MOST:
        raise wrong("report", f"the whole store is more than {MOST:,} nodes and relationships; name some reports")
    chosen = formats()[format.value]
    headers = {"Content-Disposition": f'attachment; filename="xunji{chosen.suffix}"'}
    return StreamingResponse(_taking_turns(chosen.write(content)), media_type=chosen.media_type, headers=headers)


def _known(graph: Reader, reports: list[str]) -> list[str] | None:
    return [graph.report(id).id for id in reports] or None


def _part(graph: Reader, ids: list[str], hops: int, limit: int) -> Content:
    found = around(graph, ids, Sieve(appearances=True), hops, limit)
    return PartContent(Subgraph(tuple(found.nodes.values()), found.links, found.truncated))


def _taking_turns(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, of as many files at once as may be made. Raises Busy."""
    if not _free.acquire(blocking=False):
        raise Busy(f"{AT_ONCE} exports are under way; try again in a moment")
    begun = _released(pieces)
    return chain([next(begun)], begun)


def _released(pieces: Iterator[bytes]) -> Iterator[bytes]:
    # Begun at once by the caller: only what has begun is sure to come to its end, also when the client goes away.
    try:
        yield b""
        yield from pieces
    finally:
        _free.release()
