"""How the graph's labels are called in a database of a server: as in the ontology, or with a prefix where the database
has data of others too. Our statements name the ontology's labels; what they are called is put in at the last moment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from graph_builder.cypher.naming import Naming
from graph_builder.stores.neo4j_schema import FULLTEXTS
from ontology.loading import load


@lru_cache(maxsize=16)
def naming(prefix: str) -> Naming:
    ontology = load()
    return Naming(prefix, frozenset(ontology.labels), frozenset(ontology.relationships), frozenset(FULLTEXTS))


@lru_cache(maxsize=256)
def in_database(statement: str, names: Naming) -> str:
    """A statement of ours, with the labels as they are called there."""
    return _labels(names.labels).sub(lambda found: names.label(found[0]), statement) if names.prefix else statement


@lru_cache(maxsize=4)
def _labels(labels: frozenset[str]) -> re.Pattern[str]:
    # n:Report, but neither 'Report' nor xunji_id_Report
    return re.compile(rf"(?<![\w'])(?:{'|'.join(sorted(labels))})(?![\w'])")


def ours_first(labels: Iterable[str], names: Naming) -> list[str]:
    """A node's labels by the ontology's names; then those with which others have marked it."""
    ours = {names.label(label): label for label in names.labels}
    called = [(label not in ours, ours.get(label, label)) for label in labels]
    return [label for _, label in sorted(called)]
