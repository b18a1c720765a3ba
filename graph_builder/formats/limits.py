"""What a file may hold and what reading it may cost. Every limit stands here once, with its unit."""

from __future__ import annotations

MIB = 2**20

MAX_CHARACTERS = 3_000_000
"""Characters of text taken from one file; the longest notices known have about 50,000."""

MAX_PAGES = 1_000
"""Pages of a PDF."""

MAX_ROWS = 20_000
"""Rows of all tables in one file."""

MAX_COLUMNS = 100
"""Columns of a table; a merged cell is never taken for wider."""

MAX_SPAN = 1_000
"""Rows that one merged cell may cover."""

MAX_ELEMENTS = 200_000
"""Elements of an HTML page."""

MAX_RULES = 20_000
"""Drawn lines on one page of a PDF; a page with more is a drawing, its tables are not looked for."""

MAX_OFFICE_BYTES = 200 * MIB
"""Bytes of an Office file when unpacked, pictures and all."""

MAX_OFFICE_PARTS = 5_000
"""Files packed into one Office file."""

MAX_ARCHIVE_BYTES = 512 * MIB
"""Bytes of a ZIP archive on disk; its members are read one at a time."""

MAX_ARCHIVE_UNPACKED_BYTES = 4_096 * MIB
"""Bytes of all members of a ZIP archive when unpacked."""

MAX_MEMBERS = 20_000
"""Members of a ZIP archive."""

MAX_DIRECTORY_BYTES = 8 * MIB
"""Bytes of a ZIP archive's table of contents, which is held in memory."""

MEMORY_BYTES = 1_024 * MIB
"""Address space of the process that takes files apart."""

CPU_SECONDS = 30
"""Processor time for one file, in seconds."""

WALL_SECONDS = 60.0
"""Time for one file by the clock, in seconds."""

FILES_PER_PROCESS = 500
"""After so many files the process is started afresh: what a library leaks does not add up."""
