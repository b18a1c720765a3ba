"""read: a file's bytes become a `Document`, whatever its format and encoding, or one clear error."""

from __future__ import annotations

import codecs
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from graph_builder.formats import archive, confined, registry
from graph_builder.formats.collected import Unreadable
from graph_builder.formats.encoding import MARKS
from graph_builder.reading.cleaning import clean
from ontology.errors import XunjiError
from ontology.ids import make_id
from ontology.records import Document

MAX_BYTES = 20 * 1024 * 1024
"""The largest file that is read; the longest notices known are well under 1 MB."""

SUFFIXES = (".txt", ".md", *registry.SUFFIXES)

_REMEDY = "save the notice as text, HTML, DOCX, XLSX or PDF"
_OFFICE = b"\xd0\xcf\x11\xe0"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
"""How a DOCX or XLSX file with a password names its content (MS-OFFCRYPTO 2.3)."""

_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office file",
    _OFFICE: "an old Office file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
    b"SQLite format 3": "an SQLite database",
}


class ReadError(XunjiError):
    """A file that cannot be read as text."""


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if S_ISDIR(status.st_mode):
            raise ReadError(f"{path}: is a folder, not a file; give `xunji build` the folder, or name a file in it")
        if not S_ISREG(status.st_mode):
            raise ReadError(f"{path}: is no regular file but a device or a pipe; copy what it gives into a file")
        if status.st_size > MAX_BYTES:
            raise ReadError(
                f"{path}: {status.st_size / 2**20:.0f} MB is more than the {MAX_BYTES // 2**20} MB that a notice may "
                "have; split it into one file per notice"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{path}: no such file; check the path") from error
    except PermissionError as error:
        raise ReadError(f"{path}: may not be read by this user; change its permissions") from error
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror}); check the path and the disk") from error


def contents(path: Path) -> bytes:
    """The bytes of a file, or of the member of a ZIP archive that `archive.zip!/member` names. Raises `ReadError`."""
    packed = archive.split(path)
    if packed is None:
        return _bytes(path)
    try:
        return archive.read(*packed, MAX_BYTES)
    except Unreadable as fault:
        raise ReadError(f"{path}: {fault}") from fault
    except OSError as fault:
        raise ReadError(f"{path}: the archive cannot be read ({fault.strerror}); check its path") from fault


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 shows as a zero (ASCII) or a CJK high byte at every second place."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2 or b"\x00" not in data:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        likely = sum(byte in (0x00, 0x30, 0xFF) or 0x4E <= byte <= 0x9F for byte in high)
        if likely >= 0.95 * len(high) and (b"\x00" in high or b"\n\x00" in data or b"\x00\n" in data):
            return encoding
    return None


def _utf8(data: bytes) -> str | None:
    """UTF-8 text; one that was cut in the middle of its last character is still UTF-8."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        return None


def _text(path: Path, data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise ReadError(f"{path}: is {what}, not text; {_REMEDY}")
    if encoding16 := _utf16_without_mark(data):
        return data.decode(encoding16, errors="replace")
    if b"\x00" in data:
        raise ReadError(f"{path}: is binary data, not text; {_REMEDY}")
    if (text := _utf8(data)) is not None:
        return text
    try:
        return codecs.getincrementaldecoder("gb18030")().decode(data, final=False)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"{path}: byte {error.start} fits neither UTF-8 nor UTF-16 nor GB18030; save it as UTF-8 text"
        ) from error


def _raw(path: Path, data: bytes) -> str:
    """The text in a file of any format."""
    if data.startswith(_OFFICE) and _PROTECTED in data:
        raise ReadError(f"{path}: is protected by a password; open it and save it without one")
    known = registry.recognise(path.suffix.lower(), data)
    if known is None:
        return _text(path, data)
    try:
        return confined.text(known, data)
    except Unreadable as fault:
        raise ReadError(f"{path}: {fault}") from fault


def document(raw: str, source: str, digest: str | None = None) -> Document:
    """The document of a text that is already decoded; its id is made from the text itself."""
    text, offsets = clean(raw)
    return Document(
        id=make_id("Report", raw.replace("\r\n", "\n").encode("utf-8", errors="replace").decode("utf-8")),
        source=source,
        sha256=digest or sha256(raw.encode("utf-8", errors="replace")).hexdigest(),
        raw=raw,
        text=text,
        offsets=offsets,
    )


def _source(path: Path) -> str:
    packed = archive.split(path)
    if packed is None:
        return path.resolve().as_posix()
    return f"{packed[0].resolve().as_posix()}{archive.SEPARATOR}{packed[1]}"


def _only(path: Path) -> Path:
    """The one notice in an archive that holds no other."""
    try:
        names = [name for name in archive.members(path)[0] if Path(name).suffix.lower() in SUFFIXES]
    except Unreadable as fault:
        raise ReadError(f"{path}: {fault}") from fault
    if len(names) == 1:
        return Path(f"{path}{archive.SEPARATOR}{names[0]}")
    one = f", or name one of them: {path}{archive.SEPARATOR}{names[0]}" if names else ""
    raise ReadError(f"{path}: is an archive of {len(names)} notices; give it to `xunji build`{one}")


def read(path: Path) -> Document:
    """The document in the file at `path`; `source` is its absolute path, that of its archive and `!/member` for one in
    a ZIP archive, which `path` names in the same way.

    Raises `ReadError` for a file that is missing, empty, too large, damaged, or in no format that is read.
    """
    if archive.is_archive(path) and path.is_file():
        path = _only(path)
    data = contents(path)
    raw = _raw(path, data)
    if not raw.strip("\ufeff \t\r\n\u3000"):
        raise ReadError(f"{path}: the file is empty; nothing to read")
    return document(raw, _source(path), sha256(data).hexdigest())
