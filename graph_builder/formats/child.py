"""serve: the process that takes files apart. It ends with the process that started it, and nobody misses it.

A request on standard input is a line `format length` and so many bytes; the answer on standard output is a line
`text length` or `reason length` and so many bytes of UTF-8.
"""

from __future__ import annotations

from typing import BinaryIO

from graph_builder.bounded import allow, bounded

from .collected import Unreadable
from .registry import FORMATS, Format


def serve(memory: int, seconds: int) -> None:
    """Answer requests until standard input ends, in `memory` bytes and with `seconds` of the processor for each."""
    requests, answers = bounded(memory)
    while request := requests.readline():
        name, length = request.split()
        allow(seconds)
        _answer(answers, *_taken(FORMATS[name.decode()], requests.read(int(length))))


def _taken(known: Format, data: bytes) -> tuple[str, str]:
    try:
        return "text", known.text(data)
    except Unreadable as fault:
        return "reason", str(fault)
    except MemoryError:
        raise  # what is left of this process cannot be trusted; its end says that memory ran out
    except Exception as fault:
        # Libraries say in a hundred ways that a file is not what it seems.
        told = " ".join(f"{type(fault).__name__}: {fault}".split())[:120]
        return "reason", f"is a {known.name} that is damaged ({told}); open it in {known.program} and save it anew"


def _answer(answers: BinaryIO, kind: str, told: str) -> None:
    data = told.encode("utf-8", errors="replace")
    answers.write(f"{kind} {len(data)}\n".encode())
    answers.write(data)
    answers.flush()
