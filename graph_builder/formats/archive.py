"""members, read: the notices in a ZIP archive, each named `archive.zip!/member`, without unpacking it to the disk."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from os import PathLike, fspath
from pathlib import Path, PurePosixPath
from weakref import finalize
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from . import limits
from .collected import Unreadable
from .registry import ARCHIVE_SUFFIX

SEPARATOR = "!/"
_ENCRYPTED = 0x1
_UTF8 = 0x800
_CHUNK = 65_536
# C:, /, \, .. : names that lead out of a folder; control characters, which would break a message or a terminal
_UNSAFE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e]")


class _Bounded(io.FileIO):
    """A file that gives no more at once than the table of contents may be long: what zipfile would hold in memory."""

    def read(self, size: int | None = -1) -> bytes:
        most = limits.MAX_DIRECTORY_BYTES + 1
        found = super().read(most if size is None or size < 0 else min(size, most)) or b""
        if len(found) == most:
            raise Unreadable(
                f"has a table of contents of more than {limits.MAX_DIRECTORY_BYTES // limits.MIB} MB; "
                "pack the notices into several archives"
            )
        return found


def is_archive(path: PathLike[str]) -> bool:
    """Whether the name of a file is that of a ZIP archive."""
    return fspath(path).lower().endswith(ARCHIVE_SUFFIX)


def split(path: PathLike[str]) -> tuple[Path, str] | None:
    """The archive and the member that `archive.zip!/member` names; None for the name of a file."""
    archive, separator, member = fspath(path).partition(ARCHIVE_SUFFIX + SEPARATOR)
    if not separator:
        archive, separator, member = fspath(path).partition(ARCHIVE_SUFFIX.upper() + SEPARATOR)
    if not member:
        return None
    return Path(archive + separator.removesuffix(SEPARATOR)), member


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class _Archive:
    """An open archive, its members by name, and the names that several share. It is closed when nobody holds it."""

    package: ZipFile
    entries: Mapping[str, ZipInfo]
    repeated: frozenset[str]


def members(archive: Path) -> tuple[list[str], list[str]]:
    """The names of the members that are files, and for each that is not taken the reason, which begins with its name.

    Raises Unreadable for an archive that is damaged or too large; OSError where it cannot be read.
    """
    opened = _opened(archive)
    taken: list[str] = []
    refused: list[str] = []
    for name in opened.entries:
        if reason := _fault(name, opened):
            shown = name if name.isprintable() else repr(name)
            refused.append(f"{archive}{SEPARATOR}{shown}: {reason}")
        else:
            taken.append(name)
    return taken, refused


def read(archive: Path, member: str, most: int) -> bytes:
    """The bytes of a member, `most` at most. Raises Unreadable; OSError where the archive cannot be read."""
    opened = _opened(archive)
    entry = opened.entries.get(member)
    if entry is None:
        raise Unreadable("is not in the archive; check the name, or build the whole archive")
    if reason := _fault(member, opened):
        raise Unreadable(reason)
    if entry.file_size > most:
        raise Unreadable(
            f"{entry.file_size / limits.MIB:,.0f} MB unpacked is more than the {most // limits.MIB} MB "
            "that a notice may have; split it into one file per notice"
        )
    try:
        with opened.package.open(entry) as packed:
            return b"".join(iter(lambda: packed.read(_CHUNK), b""))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as fault:
        raise Unreadable(f"is damaged in the archive ({fault}); pack it anew") from fault


def _opened(archive: Path) -> _Archive:
    found = archive.stat()
    if found.st_size > limits.MAX_ARCHIVE_BYTES:
        raise Unreadable(
            f"{found.st_size / limits.MIB:,.0f} MB is more than the {limits.MAX_ARCHIVE_BYTES // limits.MIB} MB "
            "that an archive may have; pack the notices into several"
        )
    return _open(archive, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=2)
def _open(archive: Path, changed: int, size: int) -> _Archive:
    """An archive, opened once for all its members while it stays as it is."""
    file = _Bounded(archive)
    try:
        opened = _listed(ZipFile(file))
    except (BadZipFile, ValueError, NotImplementedError) as fault:
        file.close()
        raise Unreadable(f"is a damaged ZIP archive ({fault}); get it once more from where it came") from fault
    except Unreadable:
        file.close()
        raise
    finalize(opened, file.close)
    return opened


def _listed(package: ZipFile) -> _Archive:
    entries = package.infolist()
    if len(entries) > limits.MAX_MEMBERS:
        raise Unreadable(
            f"has {len(entries):,} members, more than the {limits.MAX_MEMBERS:,} that an archive may have; "
            "pack the notices into several"
        )
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.MAX_ARCHIVE_UNPACKED_BYTES:
        raise Unreadable(
            f"unpacks to {unpacked / limits.MIB:,.0f} MB, more than the "
            f"{limits.MAX_ARCHIVE_UNPACKED_BYTES // limits.MIB:,} MB that an archive may; pack the notices into several"
        )
    named: dict[str, ZipInfo] = {}
    repeated: set[str] = set()
    for entry in entries:
        name = _name(entry)
        if name in named:
            repeated.add(name)
        elif not entry.is_dir() and not _is_hidden(name):
            named[name] = entry
    return _Archive(package, named, frozenset(repeated))


def _name(entry: ZipInfo) -> str:
    """A member's name, as a path writes it."""
    name = _decoded(entry).replace("\\", "/")
    return name if _UNSAFE.search(name) else PurePosixPath(name).as_posix()


def _decoded(entry: ZipInfo) -> str:
    """Archives made on Chinese Windows write names in GBK and do not say so."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        written = entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _is_hidden(name: str) -> bool:
    """What systems add by themselves: __MACOSX/, .DS_Store; and the lock files of Office (~$…)."""
    return any(part.startswith((".", "__MACOSX", "~$")) and part != ".." for part in PurePosixPath(name).parts)


def _fault(name: str, archive: _Archive) -> str:
    """Why a member is not read; nothing for one that is."""
    entry = archive.entries[name]
    if _UNSAFE.search(name):
        return "has a name that leads out of the archive or cannot be shown; pack it under a plain name"
    if entry.flag_bits & _ENCRYPTED:
        return "is protected by a password; unpack the archive with it first"
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "is packed in a way that is not read; pack it as an ordinary ZIP archive"
    if name.lower().endswith(ARCHIVE_SUFFIX):
        return "is an archive inside an archive; unpack it first"
    return "stands twice in the archive; pack it anew" if name in archive.repeated else ""
