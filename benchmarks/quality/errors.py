"""What can go wrong with the harness's own input."""

from __future__ import annotations

from ontology.errors import XunjiError


class QualityError(XunjiError):
    """A gold annotation, a saved run or an option that cannot be used."""
