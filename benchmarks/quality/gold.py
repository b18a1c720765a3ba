"""One hand-made annotation of a notice, as records. The README of `examples/` and the JSON files show the form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import QualityError
from .titles import bare

ENTITIES = ("policies", "companies", "agencies", "inspection_groups", "persons", "projects")
LINKED = ("companies", "agencies", "policies")
DATES = ("start", "end", "feedback_date")

Names = tuple[tuple[str, str], ...]
"""What an item names: (kind of `LINKED`, name)."""


@dataclass(frozen=True, slots=True)
class Entity:
    """`forms` are the bare surface forms; an optional entity is right when found and no miss when not."""

    name: str
    forms: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True)
class Problem:
    id: str
    title: str
    section: str | None
    status: str | None
    names: Names


@dataclass(frozen=True, slots=True)
class Measure:
    """`problem` is the id of the problem that it answers; `actions` are (policy, action)."""

    head: str
    problem: str
    actions: tuple[tuple[str, str], ...]
    names: Names


@dataclass(frozen=True, slots=True)
class Header:
    """`dates` (by `DATES`) and `declared` (by what is counted) hold only what the notice says."""

    title: str | None
    publisher: str | None
    publish_date: str | None
    group: Entity
    target: Entity
    dates: Mapping[str, str]
    declared: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Gold:
    header: Header
    problems: tuple[Problem, ...]
    measures: tuple[Measure, ...]
    entities: Mapping[str, tuple[Entity, ...]]


def load_gold(path: Path) -> Gold:
    """Read one annotation. Raises QualityError for a file that is none."""
    try:
        return parse_gold(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise QualityError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except ValueError as error:
        raise QualityError(f"{path}: is no JSON ({error}); mend the file") from error
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        what = f"{type(error).__name__}: {error}"
        raise QualityError(f"{path}: is no gold annotation ({what}); compare it with one of examples/gold") from error


def parse_gold(data: Any) -> Gold:
    """An annotation from its JSON."""
    return Gold(
        header=_header(data),
        problems=tuple(_problem(item, data["sections"]) for item in data["problems"]),
        measures=tuple(_measure(item) for item in data["measures"]),
        entities={kind: tuple(_entity(item) for item in data[kind]) for kind in ENTITIES},
    )


def _header(data: Any) -> Header:
    inspection = data["inspection"]
    return Header(
        title=data.get("title"),
        publisher=data.get("publisher"),
        publish_date=data.get("publish_date"),
        group=_entity(inspection["group"]),
        target=_entity(inspection["target"]),
        dates={key: inspection[key] for key in DATES if inspection.get(key)},
        declared={key: n for key, n in (inspection.get("declared") or {}).items() if n is not None},
    )


def _entity(item: Any) -> Entity:
    forms = (item["name"], item.get("canonical"), *(item.get("aliases") or ()))
    return Entity(item["name"], frozenset(bare(form) for form in forms if form), bool(item.get("optional")))


def _problem(item: Any, sections: list[str]) -> Problem:
    section = item.get("section", -1)
    return Problem(
        id=item["id"],
        title=item["title"],
        section=sections[section] if sections and section >= 0 else None,
        status=item.get("status"),
        names=_names(item),
    )


def _measure(item: Any) -> Measure:
    actions = tuple((action["policy"], action["action"]) for action in item.get("policy_actions") or ())
    return Measure(item["head"], item["problem"], actions, _names(item))


def _names(item: Any) -> Names:
    return tuple((kind, name) for kind in LINKED for name in item.get(kind) or ())
