"""Figures for whoever watches the server."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import Response

from api.conduct.errors import documented

router = APIRouter(tags=["health"])


class Exposition(Response):
    media_type = CONTENT_TYPE_LATEST


FIGURES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            CONTENT_TYPE_LATEST: {
                "example": 'xunji_http_requests_total{method="GET",route="/readyz",status="200"} 12.0\n'
            }
        }
    }
}


@router.get("/metrics", response_class=Exposition, responses=FIGURES | documented(), summary="Figures for Prometheus")
def metrics(request: Request) -> Exposition:
    """Requests by method, route and status, their times, and what the process takes. Needs a token of scope read
    where reading does."""
    return Exposition(generate_latest(request.app.state.figures.registry))
