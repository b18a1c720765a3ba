"""The application on one screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI

from api.errors import install
from api.guard import LOCAL_NAMES, Guard
from api.openapi import completed
from api.reader import USERS_QUERY, Reader
from api.routes import cypher, entities, health, ontology, pages, reports, search, stats, subgraph, trace
from graph_builder.stores.interface import Limits
from graph_builder.stores.opening import open_store
from ontology.model import load

TASKS = (search, entities, trace, subgraph, reports, stats, ontology, cypher)

DESCRIPTION = "Follow inspection-rectification notices (巡察整改通报) from any name to the sentence that proves it."


def create_app(store_address: str, *, hosts: Collection[str] = LOCAL_NAMES, queries: Limits = USERS_QUERY) -> FastAPI:
    """Serve the store at `store_address` as it is now; `hosts` are the names that the server may be called by,
    `queries` says what a user's Cypher may cost.

    Raises what `open_store` raises.
    """
    store = open_store(store_address)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    app = FastAPI(
        title="Xunji 巡迹",
        version=_version(),
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        routes=list(pages.MOUNTS),
    )
    app.state.reader = Reader(store.view(), load(), queries)
    app.add_middleware(Guard, names=hosts)
    install(app)
    for task in TASKS:
        app.include_router(task.router, prefix="/api/v1")
    app.include_router(health.router)
    app.include_router(pages.router)
    completed(app)
    return app


def _version() -> str:
    try:
        return version("xunji")
    except PackageNotFoundError:
        return "0.1.0"
