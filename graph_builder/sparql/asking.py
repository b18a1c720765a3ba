"""Answering a SPARQL query in a process of its own, which is ended when its time is up."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Timer
from typing import Any, Literal

from graph_builder.sparql.errors import SparqlSyntax
from graph_builder.sparql.guard import check
from graph_builder.stores.errors import QueryError, QueryFailed, QueryTimeout, QueryTooBig
from graph_builder.stores.interface import Limits
from ontology.syntax import PREFIXES

MEMORY_BYTES = 4 << 30
"""What a process that answers may take, mapped files among it."""

WELL_KNOWN = {
    **PREFIXES,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
"""Prefixes that a query need not declare."""

_PROGRAM = (
    "import sys; memory, *sys.path = sys.argv[1:]; from graph_builder.sparql.answering import serve; serve(int(memory))"
)


@dataclass(frozen=True, slots=True)
class Form:
    """How the answer is to be written: rows as a `select` format, a graph as a `graph` format (see `results`)."""

    select: str = "json"
    graph: str = "turtle"


@dataclass(frozen=True, slots=True)
class Answer:
    """`truncated` when there were more rows, or triples, than allowed."""

    kind: Literal["select", "ask", "graph"]
    body: bytes
    truncated: bool


class Asking:
    """Processes that answer, started when needed and used again; as many at once as there are threads that ask."""

    def __init__(self, memory: int = MEMORY_BYTES) -> None:
        self._memory = memory
        self._idle: LifoQueue[subprocess.Popen[bytes]] = LifoQueue()

    def answer(self, folder: Path, query: str, form: Form, limits: Limits) -> Answer:
        """The answer of the dataset in `folder`. Raises QueryError; the process of a query that is late is killed."""
        check(query)
        asked = {"folder": str(folder), "query": query, "prefixes": WELL_KNOWN, "rows": limits.rows}
        process = self._taken()
        late = Timer(limits.seconds, process.kill)
        late.start()
        try:
            told, body = _asked(process, {**asked, "select": form.select, "graph": form.graph})
        except (OSError, ValueError) as fault:
            raise self._died(process, not late.is_alive(), limits) from fault
        finally:
            late.cancel()
            late.join()
        # Where time ran out just now, the next to ask finds that the process has ended.
        self._idle.put(process)
        if "fault" in told:
            raise _error(told)
        return Answer(told["kind"], body, told["truncated"])

    def close(self) -> None:
        """End the processes that wait."""
        with suppress(Empty):
            while True:
                _end(self._idle.get_nowait())

    def _taken(self) -> subprocess.Popen[bytes]:
        with suppress(Empty):
            while True:
                process = self._idle.get_nowait()
                if process.poll() is None:
                    return process
                _end(process)
        command = [sys.executable, "-c", _PROGRAM, str(self._memory), *sys.path]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def _died(self, process: subprocess.Popen[bytes], late: bool, limits: Limits) -> QueryError:
        _end(process)
        if late:
            return QueryTimeout(f"the query took longer than {limits.seconds:g} s and was ended; narrow it")
        return QueryTooBig(f"the query needs more than {self._memory >> 20:,} MB of memory; narrow it")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


def _asked(process: subprocess.Popen[bytes], asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Raises OSError or ValueError where the process ends before its answer is whole."""
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps(asked).encode() + b"\n")
    process.stdin.flush()
    told: dict[str, Any] = json.loads(process.stdout.readline())
    body = process.stdout.read(told["length"])
    if len(body) < told["length"]:
        raise ValueError("the answer is cut off")
    return told, body


def _error(told: dict[str, Any]) -> QueryError:
    if told["fault"] == "syntax":
        return SparqlSyntax(told["problem"], told["line"], told["column"])
    return QueryFailed(f"the query failed: {told['problem']}")


asking = Asking()
"""The processes that this one keeps."""
atexit.register(asking.close)
