"""What the server tells of itself: an id for every request, figures for Prometheus, one line of log a request."""

from __future__ import annotations

import logging
import re
import time
from uuid import uuid4

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.conduct.settings import API

REQUEST_ID = "X-Request-ID"

# What a proxy in front of us may have named the request; anything else is replaced.
GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")

access = logging.getLogger("xunji.access")


class Figures:
    """What is counted, in a registry of its own: two applications in one process do not mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter(
            "xunji_http_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "xunji_http_request_seconds", "Time to the last byte.", ("method", "route"), registry=self.registry
        )
        self.under_way = Gauge("xunji_http_requests_under_way", "Requests not answered yet.", registry=self.registry)

    def answered(self, scope: Scope, status: int, seconds: float) -> None:
        method, route = _method(scope), _route(scope)
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(method, route).observe(seconds)


class Telemetry:
    """ASGI middleware, the outermost: what is refused is told of too.

    `scope["state"]["request_id"]` is the request's id; every answer carries it.
    """

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self.app = app
        self.figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        status, began = 500, time.perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[REQUEST_ID] = request_id
            await send(message)

        with self.figures.under_way.track_inprogress():
            try:
                await self.app(scope, receive, sending)
            finally:
                seconds = time.perf_counter() - began
                self.figures.answered(scope, status, seconds)
                _log(scope, status, seconds)


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get(REQUEST_ID, "")
    return given if GIVEN_ID.fullmatch(given) else uuid4().hex


def _route(scope: Scope) -> str:
    """The path as declared, `/api/v1/entities/{id}`: what a request makes up does not become a new figure."""
    path = str(getattr(scope.get("route"), "path", "other"))
    # Of a route in an included router FastAPI tells the path without the prefix of its inclusion.
    included = path.startswith("/") and scope["path"].startswith(API) and not path.startswith(API)
    return API + path if included else path


def _method(scope: Scope) -> str:
    return scope["method"] if scope["method"] in ("GET", "HEAD", "POST", "DELETE", "OPTIONS") else "other"


def _log(scope: Scope, status: int, seconds: float) -> None:
    """Neither the query string nor a header: what somebody looked for, and with which token, is in no log."""
    if not access.isEnabledFor(logging.INFO):
        return
    token = scope["state"].get("caller")
    told = {
        "request_id": scope["state"]["request_id"],
        "method": _method(scope),
        "route": _route(scope),
        "status": status,
        "milliseconds": round(seconds * 1000, 1),
        "client": scope["client"][0] if scope.get("client") else None,
        "token": token.name if token else None,
    }
    access.info("%(method)s %(route)s %(status)s", told, extra=told)
