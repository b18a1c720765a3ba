"""For whoever watches the server."""

from __future__ import annotations

from fastapi import APIRouter

from api.conduct.answering import Answering
from api.conduct.errors import documented
from api.models.things import Health
from api.reader import Graph

router = APIRouter(route_class=Answering, tags=["health"])


@router.get("/healthz", summary="The server is alive")
async def healthz() -> Health:
    """Needs no thread and no store."""
    return Health(status="ok")


@router.get("/readyz", responses=documented("store"), summary="The store answers")
def readyz(graph: Graph) -> Health:
    """Asks the store for a node, found or not."""
    graph.view.known(["nothing"])
    return Health(status="ok")
