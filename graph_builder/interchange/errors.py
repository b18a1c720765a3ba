"""What can go wrong on the way in or out."""

from __future__ import annotations

from ontology.errors import XunjiError


class ExportFault(XunjiError):
    """Something was asked for that cannot be exported."""


class ImportFault(XunjiError):
    """The file is not what its format says; the message names the place in it."""
