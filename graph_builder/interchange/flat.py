"""What a node or relationship of any kind may carry: the columns of a table, the attributes of a drawing program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from ontology.loading import load
from ontology.model import Carrier, PropertyType


@cache
def node_properties() -> Mapping[str, PropertyType]:
    """Every property that some label has, by name."""
    return _all(load().labels.values())


@cache
def relationship_properties() -> Mapping[str, PropertyType]:
    """Every property that some relationship type has, by name."""
    return _all(load().relationships.values())


def _all(carriers: Iterable[Carrier]) -> Mapping[str, PropertyType]:
    return {name: kind for carrier in carriers for name, kind in carrier.properties.items()}
