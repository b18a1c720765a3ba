"""What was sent: one file as the body, or several as a form; each with its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from graph_builder.reading.document import SUFFIXES

MOST_FILES = 100
"""Files of one form; more go into a ZIP archive."""

BINARY, FORM = "application/octet-stream", "multipart/form-data"

FILES: dict[str, Any] = {
    "type": "array",
    "minItems": 1,
    "maxItems": MOST_FILES,
    "items": {"type": "string", "format": "binary"},
    "description": "The files as they are, each with its name.",
}
TEXT = "中共云溪县财政局党组关于巡察整改进展情况的通报\n根据县委统一部署，…"
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            BINARY: {
                "schema": {"type": "string", "format": "binary", "description": "The file as it is."},
                "example": TEXT,
            },
            FORM: {
                "schema": {"type": "object", "required": ["files"], "properties": {"files": FILES}},
                "example": {"files": [TEXT]},
            },
        },
    }
}
"""For the OpenAPI description of an operation that takes either."""

# A name without folders, without control characters and without those that Windows forbids.
NAME = re.compile(r"[^/\\:*?\"<>|\x00-\x1f\x7f.~][^/\\:*?\"<>|\x00-\x1f\x7f]{0,99}")


@dataclass(frozen=True, slots=True)
class Sent:
    name: str
    content: bytes


async def received(request: Request, name: str | None) -> Sequence[Sent]:
    """The files of a request; `name` is that of a file which is the body. Raises RequestValidationError."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == FORM:
        return await _of_form(request)
    if kind != BINARY:
        raise HTTPException(415, f"send one file as {BINARY}, or several as {FORM}")
    if name is None:
        raise _wrong("name", f"is missing; say how the file is called, or send it as {FORM}")
    content = await request.body()
    if not content:
        raise _wrong("name", "comes without content; send the file as the body")
    return [Sent(_checked(name, "name"), content)]


async def _of_form(request: Request) -> Sequence[Sent]:
    async with request.form(max_files=MOST_FILES, max_fields=MOST_FILES) as form:
        parts = [part for _, part in form.multi_items()]
        files = [part for part in parts if isinstance(part, UploadFile)]
        if not files or len(files) < len(parts):
            raise _wrong("files", "holds what is no file; send files alone, each with its name")
        sent = [Sent(_checked(part.filename or "", "files"), await part.read()) for part in files]
    (name, times), *_ = Counter(one.name.casefold() for one in sent).most_common(1)
    if times > 1:
        raise _wrong("files", f"holds {times} files of the name {name!r}; give each another name")
    return sent


def _checked(name: str, field: str) -> str:
    """The name of a file, if it is one."""
    if not NAME.fullmatch(name) or not name.isprintable() or len(name.encode("utf-8", "replace")) > 200:
        raise _wrong(field, "is no name of a file; give one without folders, of at most 100 characters")
    if not name.lower().endswith(SUFFIXES):
        raise _wrong(field, f"has no suffix of a notice; known: {', '.join(SUFFIXES)}")
    return name


def _wrong(field: str, message: str) -> RequestValidationError:
    where = "query" if field == "name" else "body"
    return RequestValidationError([{"loc": (where, field), "type": "value_error", "msg": message}])
