"""serve: the process that answers queries. It ends with the process that started it, and may be killed at any time.

A request on standard input is a line of JSON; the answer on standard output is a line of JSON, then as many bytes as
that says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

import pyoxigraph as ox

from graph_builder.bounded import bounded
from graph_builder.sparql.results import GRAPH_FORMATS, SELECT_WRITERS

# "error at 1:16: expected DISTINCT", "error at 3:1-3:5: …"
PLACED = re.compile(r"error at (\d+):(\d+)[^:]*: (.*)", re.DOTALL)


def serve(memory: int) -> None:
    """Answer requests until standard input ends, in at most `memory` bytes."""
    requests, answers = bounded(memory)
    datasets = _Datasets()
    while request := requests.readline():
        told, body = _answer(datasets, json.loads(request))
        _send(answers, {**told, "length": len(body)}, body)


class _Datasets:
    """The dataset that was asked last, kept open."""

    def __init__(self) -> None:
        self._folder = ""
        self._open: ox.Store | None = None

    def at(self, folder: str) -> ox.Store:
        if self._open is None or folder != self._folder:
            self._open, self._folder = ox.Store.read_only(folder), folder
        return self._open


def _answer(datasets: _Datasets, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        found = datasets.at(asked["folder"]).query(asked["query"], prefixes=asked["prefixes"])
        return _written(found, asked)
    except SyntaxError as fault:
        placed = PLACED.fullmatch(str(fault))
        line, column, problem = (int(placed[1]), int(placed[2]), placed[3]) if placed else (1, 1, str(fault))
        if "Prefix not found" in problem:
            known = ", ".join(sorted(asked["prefixes"]))
            problem = f"this prefix is not declared; declare it with PREFIX, or use one of {known}"
        return {"fault": "syntax", "problem": problem, "line": line, "column": column}, b""
    except MemoryError:
        raise  # what is left of this process cannot be trusted; its end says that memory ran out
    except (OSError, RuntimeError, ValueError) as fault:
        return {"fault": "failed", "problem": str(fault)}, b""


def _written(found: object, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    if isinstance(found, ox.QueryTriples):
        rows = _Cut(found, asked["rows"])
        body = ox.serialize(rows.kept(), format=GRAPH_FORMATS[asked["graph"]], prefixes=asked["prefixes"])
        return {"kind": "graph", "truncated": rows.truncated}, body or b""
    if isinstance(found, ox.QueryBoolean):
        return {"kind": "ask", "truncated": False}, SELECT_WRITERS[asked["select"]].ask(bool(found))
    assert isinstance(found, ox.QuerySolutions)
    rows, names = _Cut(found, asked["rows"]), [variable.value for variable in found.variables]
    body = SELECT_WRITERS[asked["select"]].rows(names, rows.kept())
    return {"kind": "select", "truncated": rows.truncated}, body


class _Cut:
    """The first `most` items, and whether there were more."""

    def __init__(self, items: Iterator[Any], most: int) -> None:
        self._items = items
        self._most = most
        self.truncated = False

    def kept(self) -> Iterator[Any]:
        yield from islice(self._items, self._most)
        self.truncated = next(self._items, None) is not None


def _send(answers: BinaryIO, told: dict[str, Any], body: bytes) -> None:
    answers.write(json.dumps(told).encode() + b"\n" + body)
    answers.flush()
