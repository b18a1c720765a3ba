"""check: an Office file is a ZIP file, and may be one that was made to fill memory."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from . import limits
from .collected import Unreadable


def check(data: bytes) -> None:
    """Raises Unreadable for an Office file that is damaged, too large when unpacked, or in too many parts."""
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
    except BadZipFile as fault:
        raise Unreadable(
            "is an Office file that is damaged (not a whole ZIP file); get it once more from where it came"
        ) from fault
    if len(parts) > limits.MAX_OFFICE_PARTS:
        raise Unreadable(
            f"packs {len(parts):,} files, more than the {limits.MAX_OFFICE_PARTS:,} that an Office file may have; "
            "save its text as a new file"
        )
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.MAX_OFFICE_BYTES:
        raise Unreadable(
            f"unpacks to {unpacked / limits.MIB:,.0f} MB, more than the {limits.MAX_OFFICE_BYTES // limits.MIB} MB "
            "that an Office file may have; save its text as a new file"
        )
