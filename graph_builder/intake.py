"""take: one file becomes a checked graph, or the reason why not. Nothing here raises for what a file holds."""

from __future__ import annotations

import traceback
from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_builder.abreast import Steps, abreast, alone
from graph_builder.kept import let_go
from graph_builder.notice import steps_to_graph
from graph_builder.reading.completeness import cut_off, missing
from graph_builder.reading.document import ReadError, read
from ontology.checks import faults_of
from ontology.errors import XunjiError
from ontology.loading import load
from ontology.records import Document, Graph

LONG = 100_000
"""Characters from which on a text goes alone: what is half done of several such at once would fill the memory."""


class Incomplete(XunjiError):
    """A notice of which only the beginning is there."""


class Unsound(XunjiError):
    """A graph that the ontology does not allow; the fault is the program's, not the notice's."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: a `graph`, a `reason` for having none, or neither where its report is known.

    `details` is the traceback of a fault that nobody foresaw.
    """

    file: str
    report: str = ""
    graph: Graph | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()
    details: str = ""


def checked(document: Document) -> Graph:
    """What a notice says, whole and as the ontology allows it. Raises NotANotice, Incomplete, Unsound."""
    return alone(_checked(document))


def _checked(document: Document) -> Steps[Graph]:
    graph = yield from steps_to_graph(document)
    yield
    if reason := missing(document, graph):
        raise Incomplete(f"{document.source}: {reason}")
    if faults := faults_of(load(), graph):
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise Unsound(f"{document.source}: read into a graph at fault{more}: {faults[0]}; please report this")
    return graph


def warnings(document: Document) -> tuple[str, ...]:
    """What is odd about a notice that is taken all the same, one line each."""
    warning = cut_off(document)
    return (f"{document.source}: {warning}",) if warning else ()


def take(file: Path, known: Container[str]) -> Taken:
    """Read, extract and check one file; a report among the `known` is not extracted again."""
    return alone(_taken(file, known))


def take_abreast(files: Sequence[Path], known: Container[str]) -> list[Taken]:
    """The same of several files."""
    return abreast([_taken(file, known) for file in files])


def _taken(file: Path, known: Container[str]) -> Steps[Taken]:
    try:
        return (yield from _read_and_checked(file, known))
    except XunjiError as fault:
        return Taken(str(file), reason=str(fault))
    except Exception as bug:
        # One file must never cost the others; the builder goes on and says what happened.
        reason = f"{file}: cannot be read because of a fault in Xunji ({type(bug).__name__}: {bug}); please report it"
        return Taken(str(file), reason=reason, details=traceback.format_exc())


def _read_and_checked(file: Path, known: Container[str]) -> Steps[Taken]:
    try:
        str(file).encode()
    except UnicodeEncodeError as fault:
        raise ReadError(f"{str(file)!r}: the file's name is not UTF-8; rename it") from fault
    document = read(file)
    if document.id in known:
        return Taken(str(file), document.id)
    if len(document.raw) > LONG:
        try:
            graph = checked(document)
        finally:
            let_go()
    else:
        yield
        graph = yield from _checked(document)
    return Taken(str(file), document.id, graph, warnings=warnings(document))
