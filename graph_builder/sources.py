"""expand: what the user names (files, folders, patterns) becomes the list of files to read."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph_builder.reading import SUFFIXES
from ontology.records import Rejected


@dataclass(frozen=True, slots=True)
class Sources:
    """Files to read, each once, in the order named and by path within a folder.

    `skipped` are files in folders whose suffix is none of `SUFFIXES`; `missing` is what was named and is not there.
    """

    files: tuple[Path, ...] = ()
    skipped: tuple[Path, ...] = ()
    missing: tuple[Rejected, ...] = ()


def expand(paths: Iterable[str]) -> Sources:
    """Find the files that `paths` name: files, folders with all below them, patterns such as `a/**/*.txt`."""
    files: dict[Path, Path] = {}
    skipped: dict[Path, None] = {}
    missing: list[Rejected] = []
    for path in dict.fromkeys(paths):
        found, others, reason = _named(path)
        # The same file by two names (a folder and a file in it, a link) is one notice.
        for file in found:
            files.setdefault(Path(os.path.realpath(file)), file)
        skipped.update(dict.fromkeys(others))
        if reason:
            missing.append(Rejected(path, reason))
    return Sources(tuple(files.values()), tuple(skipped), tuple(missing))


def _named(path: str) -> tuple[list[Path], list[Path], str]:
    """The files that one name stands for, those passed over, and what is wrong with the name, if anything."""
    if os.path.isdir(path):
        return _below(Path(path))
    if os.path.lexists(path):
        return [Path(path)], [], ""
    if not glob.has_magic(path):
        return [], [], f"{path}: no such file or folder; check the path"
    matches = sorted(Path(match) for match in glob.iglob(path, recursive=True))
    if not matches:
        return [], [], f"{path}: no file fits this pattern; check it, and quote it so that the shell leaves it alone"
    # `a/**` names folders too: what lies in them is matched by itself.
    files = [match for match in matches if not match.is_dir()]
    return [file for file in files if readable(file)], [file for file in files if not readable(file)], ""


def _below(folder: Path) -> tuple[list[Path], list[Path], str]:
    try:
        os.listdir(folder)
    except OSError as fault:
        return [], [], f"{folder}: cannot be listed ({fault.strerror}); check who may read it"
    files = sorted(_walk(folder))
    found = [file for file in files if readable(file)]
    suffixes = ", ".join(SUFFIXES)
    reason = "" if found else f"{folder}: holds no file that can be read ({suffixes}); name the folder of the notices"
    return found, [file for file in files if not readable(file)], reason


def _walk(folder: Path) -> Iterator[Path]:
    """All files below a folder; hidden ones (.git, .DS_Store) are nobody's notices."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in names if not name.startswith("."))


def readable(file: Path) -> bool:
    """Whether the suffix is one that `reading.read` takes."""
    return file.suffix.lower() in SUFFIXES
