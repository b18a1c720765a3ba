"""`python -m benchmarks.extract`: how fast notices become graph records, beside a segmenter on the same text.

The whole way is measured, from the file to the checked graph, without a store; jieba gets the decoded text and has its
dictionary loaded. Every figure comes from a process of its own that is warm before the clock starts. On one core the
clock counts the process's own time, with several workers the wall's: there other work on the machine shows.
"""

from __future__ import annotations

import logging
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.table import Table

from graph_builder.abreast import MOST
from graph_builder.intake import Taken
from graph_builder.reading.document import read
from graph_builder.workers import AHEAD, settle, take_all

from .corpus import FAMILIES, generate
from .machine import described, family_memory, on_one_core, peak_memory

WARM_UP = 2 * len(FAMILIES)
"""Notices read before the clock starts: two of every family."""

TAGGED = 10
"""One notice in so many is tagged: part-of-speech tagging takes that much longer."""


@dataclass(frozen=True, slots=True)
class Run:
    """`size` bytes in `seconds`; `memory` is the peak in bytes of all processes taken together."""

    size: int
    notices: int
    seconds: float
    memory: int

    @property
    def speed(self) -> float:
        """Bytes per second."""
        return self.size / self.seconds


def write(folder: Path, notices: int, options: Namespace) -> None:
    """The generated notices, one file each."""
    for made in generate(notices, options.seed, options.noise):
        (folder / f"{made.name}.txt").write_text(made.text, encoding="utf-8", newline="")


def gather(folder: Path, texts: Path, notices: int) -> None:
    """One's own notices, again and again until they are so many."""
    found = sorted(texts.glob("**/*.txt"))
    if not found:
        raise SystemExit(f"benchmarks.extract: {texts}: holds no .txt file; name a folder of notices")
    for number, text in enumerate(islice(cycle(found), max(notices, len(found)))):
        (folder / f"{number:05d}_{text.name}").write_bytes(text.read_bytes())


def _quiet() -> None:
    """jieba reports on standard error how it loads its dictionary."""
    logging.getLogger("jieba").setLevel(logging.ERROR)


def segment(folder: Path) -> Run:
    """jieba.cut over all notices."""
    import jieba

    return _jieba(folder, 1, jieba.initialize, lambda text: jieba.cut(text))


def tag(folder: Path) -> Run:
    """jieba.posseg.cut over one notice in TAGGED."""
    import jieba.posseg

    return _jieba(folder, TAGGED, jieba.initialize, lambda text: jieba.posseg.cut(text))


def _jieba(folder: Path, every: int, start: Callable[[], None], cut: Callable[[str], Iterable[object]]) -> Run:
    on_one_core()
    _quiet()
    files = sorted(folder.iterdir())
    texts = [read(file).raw for file in files[::every]]
    start()
    for text in texts[:WARM_UP]:
        for _ in cut(text):
            pass
    began = time.process_time()
    for text in texts:
        for _ in cut(text):
            pass
    seconds = time.process_time() - began
    return Run(sum(len(text.encode()) for text in texts), len(texts), seconds, peak_memory())


def extract(folder: Path) -> Run:
    """Every notice from its file to its checked graph, on one core."""
    on_one_core()
    return extract_by(1, folder)


def extract_by(workers: int, folder: Path) -> Run:
    """The same by the pipeline's own workers.

    The clock starts when they are warm. Behind several workers' last notice that counts others follow, so that as much
    is under way when the clock stops as when it started.
    """
    clock = time.process_time if workers == 1 else time.perf_counter
    files = sorted(folder.iterdir())
    warm = files[: max(WARM_UP, AHEAD * MOST * workers)]
    behind = warm if workers > 1 else []
    began, seconds, memory = 0.0, 0.0, 0
    for number, taken in enumerate(take_all([*warm, *files, *behind], frozenset(), workers), start=1):
        _checked(taken)
        settle()  # as `xunji build` does
        if number == len(warm):
            began = clock()
        if number == len(warm) + len(files):
            seconds = clock() - began
            memory = family_memory()  # while the workers are there; a peak is the highest since their start
    return Run(sum(file.stat().st_size for file in files), len(files), seconds, memory)


def _checked(taken: Taken) -> None:
    """A notice that is refused would be fast and worth nothing."""
    if taken.reason:
        raise SystemExit(f"benchmarks.extract: {taken.reason}")


def apart(task: Callable[..., Run], *arguments: object) -> Run:
    """Run a task in a new process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(task, *arguments).result()


def best(task: Callable[..., Run], rounds: int, *arguments: object) -> Run:
    """The fastest of several rounds: what the machine's other work slowed down least."""
    return max((apart(task, *arguments) for _ in range(rounds)), key=lambda run: run.speed)


def compare(options: Namespace, folder: Path) -> Table:
    """Segmenting, tagging and extracting the same notices."""
    rows = {
        "jieba.cut": best(segment, options.rounds, folder),
        "jieba.posseg.cut": best(tag, 1, folder),
        "xunji, one core": best(extract, options.rounds, folder),
        f"xunji, {options.workers} workers": best(extract_by, options.rounds, options.workers, folder),
    }
    table = _table("", "kB/s", "× jieba.cut", "notices/s", "peak MB")
    for name, run in rows.items():
        ratio = run.speed / rows["jieba.cut"].speed
        per_second = run.notices / run.seconds
        table.add_row(name, f"{run.speed / 1e3:.0f}", f"{ratio:.2f}", f"{per_second:.1f}", f"{run.memory / 2**20:.0f}")
    return table


def growth(options: Namespace) -> Table:
    """Cost and memory as the number of notices grows, on one core."""
    table = _table("notices", "MB", "ms per notice", "kB/s", "peak MB", "memory × first")
    first = 0
    for count in options.growth:
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder), count, options)
            run = apart(extract, Path(folder))
        first = first or run.memory
        table.add_row(
            f"{count:,}", f"{run.size / 1e6:.1f}", f"{1000 * run.seconds / count:.2f}", f"{run.speed / 1e3:.0f}",
            f"{run.memory / 2**20:.0f}", f"{run.memory / first:.2f}",
        )  # fmt: skip
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None)
    for column in columns:
        table.add_column(column, justify="right" if column != columns[0] or column == "notices" else "left")
    return table


def parser() -> ArgumentParser:
    made = ArgumentParser("python -m benchmarks.extract", description=__doc__.split("\n")[0] if __doc__ else None)
    made.add_argument("--notices", type=int, default=640, metavar="N", help="generated notices; default 640")
    made.add_argument("--texts", type=Path, metavar="DIR", help="measure on the .txt notices in a folder instead")
    made.add_argument("--seed", type=int, default=1, help="of the generator; default 1")
    made.add_argument("--noise", type=float, default=1.0, help="share with decoration (■◆★); default 1")
    made.add_argument("--rounds", type=int, default=3, help="the best of so many counts; default 3")
    made.add_argument("--workers", type=int, default=2, help="processes of the last row; default 2")
    made.add_argument(
        "--growth", type=int, nargs="*", metavar="N",
        help="instead: cost and memory for so many notices each; without numbers 1000 5000 20000",
    )  # fmt: skip
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    options = parser().parse_args(arguments)
    console = Console()
    console.print(described())
    if options.growth is not None:
        options.growth = options.growth or [1000, 5000, 20000]
        console.print(growth(options))
        return
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if options.texts:
            gather(folder, options.texts, options.notices)
        else:
            write(folder, options.notices, options)
        console.print(compare(options, folder))


if __name__ == "__main__":
    main()
