"""One notice as the generator gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Made:
    """`text` is the notice as a site would show it, `gold` what it says, in the form of examples/gold/*.json."""

    name: str
    family: str
    text: str
    gold: dict[str, Any]
