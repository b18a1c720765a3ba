"""The explorer at `/` and the API's documentation at `/docs`; every script and style comes from this server."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

PAGES = Path(__file__).parent.parent / "pages"

router = APIRouter(include_in_schema=False)

MOUNTS = (
    # The icons are those of every view: visualizations/shared/icons.svg.
    Mount("/pages", StaticFiles(directory=PAGES, packages=[("visualizations", "shared")])),
    # Swagger UI as the package fastapi-offline carries it.
    Mount("/swagger", StaticFiles(packages=[("fastapi_offline", "static")])),
)


@router.api_route("/", methods=["GET", "HEAD"])
async def explorer() -> FileResponse:
    return FileResponse(PAGES / "index.html", headers={"Cache-Control": "no-cache"})


@router.api_route("/docs", methods=["GET", "HEAD"])
async def documentation() -> FileResponse:
    return FileResponse(PAGES / "docs.html", headers={"Cache-Control": "no-cache"})


@router.api_route("/favicon.ico", methods=["GET", "HEAD"])
async def icon() -> FileResponse:
    return FileResponse(PAGES / "mark.svg", media_type="image/svg+xml")
