"""What resolving gives: the things that a notice names, each with its mentions and the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from ontology.records import Mention, Properties, Rejected


class Resolution(Struct, frozen=True, gc=False):
    """One thing that a notice names, all its mentions there, and why they are one; `inspected` is the body that the
    notice is about."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...]
    properties: Properties
    mentions: tuple[Mention, ...]
    why: str
    inspected: bool = False


@dataclass(frozen=True)
class Resolved:
    """All things of a notice; `of` tells which one a mention names."""

    things: tuple[Resolution, ...]
    rejected: tuple[Rejected, ...]

    @cached_property
    def _labelled(self) -> dict[str, list[Resolution]]:
        labelled: dict[str, list[Resolution]] = {}
        for thing in self.things:
            labelled.setdefault(thing.label, []).append(thing)
        return labelled

    def by_label(self, label: str) -> Sequence[Resolution]:
        return self._labelled.get(label, ())
