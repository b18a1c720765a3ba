"""The explorer at `/` and the API's documentation at `/docs`; every script and style comes from this server."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import visualizations

PAGES = Path(__file__).parent.parent / "pages"

BUILT = Path(visualizations.__file__).parent / "explorer" / "dist"
"""Where the explorer's build puts its files (visualizations/explorer/building.py); they are not in the repository."""

MISSING = (
    "the explorer was not built: run `make explorer` with access to registry.npmjs.org; the API is served at /docs"
)

router = APIRouter(include_in_schema=False)


class Named(StaticFiles):
    """Files whose names change with what they hold: a browser need never ask for them again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer


MOUNTS = (
    # The icons are those of every view: visualizations/shared/icons.svg.
    Mount("/pages", StaticFiles(directory=PAGES, packages=[("visualizations", "shared")])),
    Mount("/assets", Named(directory=BUILT / "assets", check_dir=False)),
    # Swagger UI as the package fastapi-offline carries it.
    Mount("/swagger", StaticFiles(packages=[("fastapi_offline", "static")])),
)


def is_built() -> bool:
    return (BUILT / "index.html").is_file()


@router.api_route("/", methods=["GET", "HEAD"])
async def explorer() -> FileResponse:
    """The explorer; where it was not built, a page that says so and how to build it."""
    if is_built():
        return FileResponse(BUILT / "index.html", headers={"Cache-Control": "no-cache"})
    return FileResponse(PAGES / "missing.html", status_code=503, headers={"Cache-Control": "no-cache"})


@router.api_route("/docs", methods=["GET", "HEAD"])
async def documentation() -> FileResponse:
    return FileResponse(PAGES / "docs.html", headers={"Cache-Control": "no-cache"})


@router.api_route("/favicon.ico", methods=["GET", "HEAD"])
async def icon() -> FileResponse:
    return FileResponse(PAGES / "mark.svg", media_type="image/svg+xml")
