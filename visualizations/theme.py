"""How the graph looks in every view: colours, icons and names, all from the ontology."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ontology.loading import load
from ontology.model import Choice, LabelType, PropertyType
from visualizations.icons import icon
from visualizations.views import Language

PAPER = "#FFFFFF"
INK = "#1A1A1A"
QUIET = "#5A5A5A"
LINE = "#767676"
UNKNOWN = "#767676"

EDGE_CONTRAST = 3.0
"""What the outline of a shape needs against the paper: WCAG 2.2, 1.4.11."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a label is drawn: filled with `colour`, `edge` around it, `ink` on it; `icon` is an SVG path."""

    zh: str
    en: str
    colour: str
    edge: str
    ink: str
    icon: str

    def name(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


@cache
def looks() -> Mapping[str, Look]:
    """How each label is drawn, in the order of the ontology."""
    return MappingProxyType({name: _look(label) for name, label in load().labels.items()})


def look(label: str) -> Look:
    """How a label is drawn; one that the ontology does not know, from an older file, is grey."""
    return looks().get(label) or Look(label, label, UNKNOWN, UNKNOWN, PAPER, "")


def _look(label: LabelType) -> Look:
    ink = max((PAPER, INK), key=lambda tried: contrast(tried, label.colour))
    return Look(label.zh, label.en, label.colour, _edge(label.colour), ink, icon(label.icon))


def type_name(type: str, language: Language) -> str:
    """`FOUND` is 发现."""
    kind = load().relationships.get(type)
    if kind is None:
        return type
    return kind.zh if language == "zh" else kind.en


def property_names(language: Language) -> dict[str, str]:
    """What each property of nodes and relationships is called."""
    return {name: kind.zh if language == "zh" else kind.en for name, kind in _properties().items()}


def value_names(language: Language) -> dict[str, dict[str, str]]:
    """What the coded values of properties are called: `{"status": {"ongoing": "正在整改"}}`."""
    names: dict[str, dict[str, str]] = {}
    for carried in _carried():
        for name, kind in carried.items():
            named = {choice.code: _choice(choice, language) for choice in kind.datatype.choices}
            if named:
                names.setdefault(name, {}).update(named)
    return names


def _choice(choice: Choice, language: Language) -> str:
    return choice.zh if language == "zh" else choice.en


def _properties() -> dict[str, PropertyType]:
    return {name: kind for carried in _carried() for name, kind in carried.items()}


def _carried() -> list[Mapping[str, PropertyType]]:
    """The properties of each label and each relationship type."""
    labels = [label.properties for label in load().labels.values()]
    return labels + [kind.properties for kind in load().relationships.values()]


# ------------------------------------------------ colours


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours such as #0072B2, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _edge(colour: str) -> str:
    """The colour itself, darkened until it stands out from the paper."""
    while contrast(colour, PAPER) < EDGE_CONTRAST:
        colour = "#" + "".join(f"{int(int(colour[at : at + 2], 16) * 0.93):02X}" for at in (1, 3, 5))
    return colour


# ------------------------------------------------ fonts


@cache
def fonts() -> tuple[str, ...]:
    """Font families with Chinese characters, the best first."""
    lines = Path(__file__).with_name("fonts.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def font_list() -> str:
    """The families as CSS and SVG name them."""
    return ", ".join(f'"{family}"' for family in fonts()[:9]) + ", sans-serif"
