"""How every refusal of the API looks."""

from __future__ import annotations

from typing import Any

from api.conduct.headers import SECURITY_HEADERS


def refused(answer: Any, status: int, name: str) -> dict[str, Any]:
    """The problem that the answer tells of, after a look at its shape."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert set(told) == {"type", "title", "status", "detail", "errors"}
    assert (told["type"], told["status"]) == (f"urn:xunji:problem:{name}", status)
    assert told["title"] and told["detail"] and "Traceback" not in answer.text
    for header, value in SECURITY_HEADERS.items():
        assert answer.headers[header] == value
    return told
