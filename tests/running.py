"""Running `xunji` in tests, as its users do: as a process, or within this one."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph_builder.cli.app import create_app, run

ROOT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-c", "import sys; from graph_builder.cli import main; sys.exit(main())")


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    kept = {name: value for name, value in os.environ.items() if name != "XUNJI_STORE"}
    return {**kept, "PYTHONPATH": paths, **more}


def process(*arguments: str, folder: Path, **more: str) -> Ran:
    """`xunji ARGUMENTS` as a process of its own in `folder`, with these environment variables besides."""
    ran = subprocess.run([*COMMAND, *arguments], cwd=folder, env=environment(**more), capture_output=True)
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def xunji(*arguments: object) -> Ran:
    """`xunji ARGUMENTS` within this process."""
    out, err = io.StringIO(newline=""), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(create_app(), [*map(str, arguments)])
    return Ran(code, out.getvalue(), err.getvalue())


def answer(store: Path, cypher: str, *more: str) -> Any:
    """The rows of a query, of which nothing went wrong."""
    ran = xunji("query", cypher, "--store", store, "--format", "json", *more)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def one(store: Path, cypher: str) -> Any:
    """The one value of the one row of a query."""
    (row,) = answer(store, cypher)
    (value,) = row.values()
    return value
