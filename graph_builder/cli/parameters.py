"""`--param NAME=VALUE`."""

from __future__ import annotations

import json
from collections.abc import Iterable

import typer


def parameters(given: Iterable[str]) -> dict[str, object]:
    """The values of a query's parameters. Raises BadParameter for a text without `=`."""
    pairs = (_pair(text) for text in given)
    return dict(pairs)


def _pair(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise typer.BadParameter(f"{text!r} is no NAME=VALUE, such as who=财政局.", param_hint="'--param'")
    return name, _value(value)


def _value(text: str) -> object:
    """JSON, or else the text itself; NaN and Infinity are no JSON."""
    try:
        value: object = json.loads(text, parse_constant=_not_json)
    except (ValueError, RecursionError):
        return text
    return value


def _not_json(name: str) -> None:
    raise ValueError(name)
