"""Who answers for a measure: the units under 责任单位:, and those that the text names (由X牵头、Y配合)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graph_builder.findings.records import Measure
from graph_builder.resolution.identity import normal
from graph_builder.resolution.records import Resolution, Resolved
from ontology.records import Span

# 县财政局、县审计局等部门|共同|牵头
_MANNER = r"(?:等(?:\d{1,2}[个家])?(?:部门|单位|科室|处室)?)?(?:具体|共同|分别|主要|联合)?"
_LEADS = re.compile(rf"{_MANNER}(?:牵头|负责(?!人|同志|单位)|为主|承担)")
_SUPPORTS = re.compile(rf"{_MANNER}(?:配合|协助|协同|协办)")
_AND = re.compile("、|和|与|及|以及")
_MOST_IN_ROW = 12
# 配合单位:X — what stands between the label and the unit on its line
_SUPPORT_LABEL = re.compile(r"(?:配合|协办)[^:\n]{0,8}:[^:\n]*$")
_LABEL_REACH = 60


class Units:
    """The bodies that a notice names, by where and how it does."""

    def __init__(self, text: str, resolved: Resolved) -> None:
        self._text = text
        self._known: dict[Span | str, Resolution] = {}
        for thing in resolved.by_label("Agency"):
            for mention in thing.mentions:
                self._known.setdefault(mention.span, thing)
            for name in (thing.name, *thing.aliases):
                self._known.setdefault(normal(name), thing)

    def at(self, span: Span) -> Resolution | None:
        """The body that a field names there, if it is a known one."""
        return self._known.get(span) or self._known.get(normal(self._text[span.start : span.end]))

    def in_fields(self, measure: Measure) -> Iterator[tuple[Resolution | None, Span, str]]:
        """(agency, where, role) of each unit in a measure's field."""
        for span in measure.responsible:
            label = self._text[max(0, span.start - _LABEL_REACH) : span.start]
            yield self.at(span), span, "support" if _SUPPORT_LABEL.search(label) else "lead"


def in_text(text: str, measures: Sequence[Span], resolved: Resolved) -> Iterator[tuple[Resolution, int, Span, str]]:
    """(agency, index of the measure, where, role) of each body that a measure's own words charge with it."""
    bodies = resolved.by_label("Agency")
    ends = {mention.span.start: mention.span.end for thing in bodies for mention in thing.mentions}
    for thing in bodies:
        for mention in thing.mentions:
            role = _role(text, _end_of_row(text, mention.span.end, ends))
            index = next((i for i, span in enumerate(measures) if span.contains(mention.span)), None) if role else None
            if index is not None:
                yield thing, index, mention.span, role


def _end_of_row(text: str, end: int, ends: Mapping[int, int]) -> int:
    """Where the last of the bodies ends that stand in a row with one (县财政局、县审计局|牵头)."""
    for _ in range(_MOST_IN_ROW):
        joint = _AND.match(text, end)
        if not joint or joint.end() not in ends:
            break
        end = ends[joint.end()]
    return end


def _role(text: str, end: int) -> str:
    """What the verb right behind a name makes of it; "" for neither."""
    if _LEADS.match(text, end):
        return "lead"
    return "support" if _SUPPORTS.match(text, end) else ""
