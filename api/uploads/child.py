"""`python -m api.uploads.child STORE FILE…`: build files of one folder into the store, and say what happens, a JSON
object a line.

In a process of its own: reading notices keeps a processor busy, and the server has others to answer.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from graph_builder.pipeline import Step, build
from graph_builder.reading.sources import expand
from graph_builder.stores.opening import open_store
from graph_builder.workers import settle
from ontology.errors import XunjiError


def main(address: str, *paths: str) -> None:
    files = [Path(path).resolve() for path in paths]  # as faults tell of them
    sources, folder = expand(map(str, files)), files[0].parent
    _say(total=len(sources.files) + len(sources.missing))
    try:
        with open_store(address, mode="write") as store:
            build(sources, store, lambda step: _stored(step, folder))
    except XunjiError as fault:
        _say(reason=str(fault))
    else:
        _say(over=True)


def _stored(step: Step, folder: Path) -> None:
    settle()
    _say(file=_file(step, folder))


def _file(step: Step, folder: Path) -> dict[str, object]:
    """The step without its traceback and without the folders of this machine."""
    told = asdict(step)
    prefix = f"{folder}/"
    return {
        "name": step.file.replace(prefix, ""),
        "outcome": told["outcome"],
        "reason": step.reason.replace(prefix, ""),
        "warnings": [warning.replace(prefix, "") for warning in step.warnings],
    }


def _say(**what: object) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
