"""expand: what the user names (files, folders, patterns) becomes the list of files to read."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph_builder.formats import archive
from graph_builder.formats.collected import Unreadable
from graph_builder.reading.document import SUFFIXES
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
            inside, passed, refused = _unpacked(file)
            for notice in inside:
                files.setdefault(Path(os.path.realpath(notice)), notice)
            skipped.update(dict.fromkeys(passed))
            missing.extend(Rejected(str(file), why) for why in refused)
        skipped.update(dict.fromkeys(others))
        if reason:
            missing.append(Rejected(path, reason))
    return Sources(tuple(files.values()), tuple(skipped), tuple(missing))


def _named(path: str) -> tuple[list[Path], list[Path], str]:
    """The files that one name stands for, those passed over, and what is wrong with the name, if anything."""
    if os.path.isdir(path):
        return _below(Path(path))
    if os.path.lexists(path) or archive.split(Path(path)):
        return [Path(path)], [], ""
    if not glob.has_magic(path):
        return [], [], f"{path}: no such file or folder; check the path"
    matches = sorted(Path(match) for match in glob.iglob(path, recursive=True))
    if not matches:
        return [], [], f"{path}: no file fits this pattern; check it, and quote it so that the shell leaves it alone"
    # `a/**` names folders too: what lies in them is matched by itself.
    files = [match for match in matches if not match.is_dir()]
    return [file for file in files if readable(file)], [file for file in files if not readable(file)], ""


def _unpacked(file: Path) -> tuple[list[Path], list[Path], list[str]]:
    """The file itself, or the members of an archive; those passed over; and what is wrong with others or with it."""
    if not archive.is_archive(file) or not file.is_file():
        return [file], [], []
    try:
        names, refused = archive.members(file)
    except Unreadable as fault:
        return [], [], [f"{file}: {fault}"]
    except OSError as fault:
        return [], [], [f"{file}: cannot be read ({fault.strerror}); check who may read it"]
    found = [Path(f"{file}{archive.SEPARATOR}{name}") for name in sorted(names)]
    notices = [notice for notice in found if readable(notice)]
    if not notices and not refused:
        refused = [f"{file}: holds no file that can be read ({', '.join(SUFFIXES)}); check what is in it"]
    return notices, [notice for notice in found if not readable(notice)], refused


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
    """All files below a folder; hidden ones (.git, .DS_Store, ~$notice.docx) are nobody's notices."""
    for place, folders, names in os.walk(folder):
        pages = {Path(name).stem for name in names if name.lower().endswith((".html", ".htm"))}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _belongs(name, pages))
        yield from (Path(place, name) for name in names if not name.startswith((".", "~$")))


def _belongs(folder: str, pages: set[str]) -> bool:
    """Whether a browser made a folder beside a page that it saved, for its pictures and frames."""
    stem, _, last = folder.rpartition("_")
    return (last in ("files", "文件") and stem in pages) or folder.removesuffix(".files") in pages - {folder}


def readable(file: Path) -> bool:
    """Whether the suffix is one that `reading.read` takes."""
    return file.suffix.lower() in SUFFIXES
