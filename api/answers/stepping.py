"""One step from a node: its relationships of one type and direction, a page at a time, however many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from api.cursors import Place
from api.parameters import TYPES
from api.reader import Reader
from graph_builder.stores.facts import relationship_of
from ontology.records import Relationship

Direction = Literal["out", "in"]

ARROWS: Mapping[Direction, str] = {"out": "-[r:{}]->", "in": "<-[r:{}]-"}

FROM = {
    (type, direction): f"MATCH (n:Any {{id: $id}}){arrow.format(type)}(m) WHERE m.id >= $key "
    for type in TYPES
    for direction, arrow in ARROWS.items()
}
"""How a query begins for each type of the ontology: a request chooses one, nothing of it stands in any."""

# First the ids that the page needs, then all that is said of these: to sort 50,000 ids takes a tenth of the time that
# it takes to sort as many relationships.
FAR = "RETURN m.id AS far ORDER BY far LIMIT $most"
PAGE = (
    "AND m.id <= $last RETURN m.id AS far, properties(r) AS kept"
    " ORDER BY far, r.report, r.start, r.`end`, r.rule, r.quote SKIP $given LIMIT $most"
)


@dataclass(frozen=True, slots=True)
class Step:
    """From the node of this id along relationships of `type`; `out` leads with their direction."""

    id: str
    type: str
    direction: Direction


def page(graph: Reader, step: Step, place: Place, size: int) -> tuple[list[Relationship], Place | None]:
    """At most `size` relationships, by the id at their other end, and where the next page begins, if there is one."""
    begin, most = FROM[step.type, step.direction], size + 1
    ids = graph.ask(begin + FAR, id=step.id, key=place.key, most=place.given + most)
    if not ids:
        return [], None
    within = {"key": place.key, "last": ids[-1]["far"], "given": place.given}
    rows = graph.ask(begin + PAGE, id=step.id, most=most, **within)
    links = [_link(step, row["far"], row["kept"]) for row in rows[:size]]
    if len(rows) <= size:
        return links, None
    last = rows[size - 1]["far"]
    same = sum(row["far"] == last for row in rows[:size])
    return links, Place(last, same + (place.given if last == place.key else 0))


def far(link: Relationship, direction: Direction) -> str:
    """The end that the step leads to."""
    return link.end if direction == "out" else link.start


def _link(step: Step, there: str, kept: Mapping[str, object]) -> Relationship:
    ends = (step.id, there) if step.direction == "out" else (there, step.id)
    return relationship_of(step.type, *ends, kept)
