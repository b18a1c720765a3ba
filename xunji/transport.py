"""How a request gets to where it is answered: over HTTP, or to the same application within this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from typing import Any, Protocol

import httpx2
from anyio.from_thread import BlockingPortal, start_blocking_portal

from api.app import create_app
from api.conduct.settings import API, Settings
from xunji.errors import Refused, Unreachable

SECONDS = 60.0
"""How long an answer may take; exports arrive piece by piece, each within this time."""

TRIES = 3
"""A server that is busy is asked again, after as long as it says."""

HERE = "http://127.0.0.1"

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Request:
    """`values` go into the address, `body` is sent as JSON, `files` (name, content) as a form."""

    method: str
    path: str
    values: Values
    body: Values | None = None
    files: tuple[tuple[str, bytes], ...] = ()


class Transport(Protocol):
    def ask(self, request: Request) -> bytes:
        """The body of the answer. Raises Refused, Unreachable."""

    def stream(self, request: Request) -> Iterator[bytes]:
        """The same, piece by piece."""

    def close(self) -> None: ...


class Remote:
    """To a server."""

    def __init__(self, url: str, token: str | None) -> None:
        self._url = url.rstrip("/")
        self._client = httpx2.Client(headers=_headers(token), timeout=SECONDS)

    def ask(self, request: Request) -> bytes:
        with self._explained():
            return _patiently(lambda: self._client.request(**_sent(self._url, request)))

    def stream(self, request: Request) -> Iterator[bytes]:
        with self._explained(), self._client.stream(**_sent(self._url, request)) as answer:
            if answer.is_error:
                answer.read()
                raise _refusal(answer)
            yield from answer.iter_bytes()

    def close(self) -> None:
        self._client.close()

    def _explained(self) -> AbstractContextManager[None]:
        return _Explained(self._url)


class Local:
    """To a store on this machine, through the same application that serves it, without any server.

    Raises StoreError when the store cannot be opened.
    """

    def __init__(self, address: str) -> None:
        self._opened = ExitStack()
        app = create_app(address, Settings(requests_a_minute=0))
        self._portal: BlockingPortal = self._opened.enter_context(start_blocking_portal())
        self._opened.enter_context(self._portal.wrap_async_context_manager(app.router.lifespan_context(app)))
        self._client = httpx2.AsyncClient(transport=httpx2.ASGITransport(app), timeout=None)
        self._opened.enter_context(self._portal.wrap_async_context_manager(self._client))

    def ask(self, request: Request) -> bytes:
        return _patiently(lambda: self._portal.call(self._send, request))

    def stream(self, request: Request) -> Iterator[bytes]:
        yield self.ask(request)

    def close(self) -> None:
        self._opened.close()

    async def _send(self, request: Request) -> httpx2.Response:
        return await self._client.request(**_sent(HERE, request))


class _Explained(AbstractContextManager[None]):
    """Says in one line why a server does not answer."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, httpx2.TransportError | httpx2.InvalidURL):
            reason = str(error) or type(error).__name__
            raise Unreachable(f"{self._url}: {reason}; check the address, and that `xunji serve` runs there") from error


def _headers(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def _sent(url: str, request: Request) -> dict[str, Any]:
    values = {name: value for name, value in request.values.items() if value not in (None, (), "")}
    sent: dict[str, Any] = {"method": request.method, "url": f"{url}{API}/{request.path}", "params": values}
    if request.body is not None:
        sent["json"] = request.body
    if request.files:
        sent["files"] = [("files", file) for file in request.files]
    return sent


def _patiently(send: Callable[[], httpx2.Response]) -> bytes:
    for _ in range(TRIES - 1):
        answer = send()
        if answer.status_code not in (429, 503) or "retry-after" not in answer.headers:
            break
        time.sleep(min(float(answer.headers["retry-after"]), SECONDS))
    else:
        answer = send()
    if answer.is_error:
        raise _refusal(answer)
    return answer.content


def _refusal(answer: httpx2.Response) -> Refused:
    """The problem that an answer tells of (RFC 9457), or what can be said of one that is no answer of ours."""
    try:
        told = answer.json()
        fields = {one["field"]: one["message"] for one in told["errors"]}
        return Refused(told["detail"], answer.status_code, told["type"].rpartition(":")[2], fields)
    except (ValueError, TypeError, KeyError):
        return Refused(f"{answer.url.host} answered {answer.status_code}", answer.status_code, "unknown", {})
