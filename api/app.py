"""The application on one screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fastapi import FastAPI
from starlette_compress import CompressMiddleware

from api.conduct.bodies import Bodies
from api.conduct.crowds import Crowds
from api.conduct.errors import install
from api.conduct.etag import Tagged
from api.conduct.gate import Gate
from api.conduct.guard import Guard
from api.conduct.heads import Heads
from api.conduct.kept import Kept
from api.conduct.origins import Origins
from api.conduct.settings import API, Settings
from api.conduct.telemetry import Figures, Telemetry
from api.linked import Linked
from api.openapi import completed
from api.pictures.embeds import embeds_of
from api.routes import (
    compare,
    cypher,
    embeds,
    entities,
    export,
    health,
    metrics,
    ontology,
    pages,
    paths,
    picture,
    reconcile,
    reports,
    search,
    sparql,
    stats,
    subgraph,
    trace,
    uploads,
    vocabulary,
)
from api.shown import Shown, watch
from api.uploads.desk import Desk
from graph_builder.stores.embedded import EmbeddedStore

TASKS = (
    search,
    entities,
    trace,
    subgraph,
    picture,
    embeds,
    paths,
    compare,
    reports,
    uploads,
    stats,
    ontology,
    cypher,
    sparql,
    export,
    reconcile,
)

DEFAULTS = Settings()

DESCRIPTION = "Follow inspection-rectification notices (巡察整改通报) from any name to the sentence that proves it."


def create_app(store_address: str, settings: Settings = DEFAULTS) -> FastAPI:
    """Serve the store at `store_address` as it is now. Raises what `open_store` raises."""
    linked = Linked(store_address)
    shown = Shown(store_address, settings.queries)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        desk: Desk | None = app.state.desk
        if desk:
            desk.open()
        watching = asyncio.create_task(watch(shown))
        yield
        watching.cancel()
        if desk:
            desk.close()
        shown.close()

    app = FastAPI(
        title="Xunji 巡迹",
        version=_version(),
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        routes=list(pages.MOUNTS),
    )
    app.state.shown = shown
    app.state.desk = _desk(shown, settings)
    app.state.embeds = embeds_of(store_address, settings.embeds)
    app.state.linked = linked
    app.state.figures = Figures()
    _stand_before(app, settings, lambda: shown.snapshot)
    install(app)
    _route(app)
    completed(app)
    return app


def _route(app: FastAPI) -> None:
    for task in TASKS:
        app.include_router(task.router, prefix=API)
    app.include_router(health.router)
    app.include_router(metrics.router)
    app.include_router(embeds.pages)
    app.include_router(vocabulary.router)
    app.include_router(pages.router)


def _desk(shown: Shown, settings: Settings) -> Desk | None:
    """Where notices are taken in, if anybody may send them and there is a folder for them."""
    beside = Path(f"{shown.store.path}.uploads") if isinstance(shown.store, EmbeddedStore) else None
    folder = settings.uploads or beside
    return Desk(folder, shown.address, shown.renew) if folder and settings.writable else None


def _stand_before(app: FastAPI, settings: Settings, snapshot: Callable[[], object | None]) -> None:
    """What a request passes on its way to a route: the last one named here is the first."""
    app.add_middleware(Crowds)
    app.add_middleware(Bodies, larger=uploads.LARGER)
    app.add_middleware(Kept, snapshot=snapshot)
    app.add_middleware(Tagged)
    app.add_middleware(CompressMiddleware)
    app.add_middleware(Gate, settings=settings)
    app.add_middleware(Origins, origins=settings.origins)
    app.add_middleware(Heads)
    app.add_middleware(Guard, names=settings.hosts)
    app.add_middleware(Telemetry, figures=app.state.figures)


def _version() -> str:
    try:
        return version("xunji")
    except PackageNotFoundError:
        return "0.1.0"
