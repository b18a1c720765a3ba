"""What a Neo4j database needs before it can hold the graph: constraints and indexes, derived from the ontology.

The Community edition has no node keys, so ids are held unique; that they exist is checked before anything is stored.
The names of these constraints are also how a database of Xunji's is known, so that no node has to say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graph_builder.stores.errors import StoreForbidden, StoreMissing, StoreVersion
from graph_builder.stores.facts import REPORT
from graph_builder.stores.neo4j_address import APART, Address
from graph_builder.stores.work import Ask
from ontology.loading import load
from ontology.model import Ontology

STORE_VERSION = 1
"""Raised by one when what lies in a store changes so that an older program would misread it."""

MARK = "xunji_store_v"
FULLTEXT = "xunji_text"
"""The full-text index: `CALL db.index.fulltext.queryNodes('xunji_text', '工程监管')`."""

SEARCHED = ("name", "aliases", "text")
"""What the full-text index holds, of the labels that have it. Its analyser cuts Chinese into overlapping pairs."""

NAMES = "xunji_names"
"""The full-text index of whole names and aliases, for what is named so and what begins so."""

PINYIN = "xunji_pinyin"
"""The full-text index of names in pinyin, and the property that it holds (`pinyin.spelling`). No answer shows it."""

CAUGHT_UP = "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()"
"""Waits until the full-text indexes hold all that is stored: they follow behind the transactions, which would take half
as long again if they waited for them."""

WAIT_SECONDS = 600

FULLTEXTS: Mapping[str, tuple[tuple[str, ...], str]] = {
    FULLTEXT: (SEARCHED, "cjk"),
    NAMES: (("name", "aliases"), "keyword"),
    PINYIN: ((PINYIN,), "whitespace"),
}
"""Properties and analyser of each."""

# xunji_store_v1, xunji_store_v1_Xunji_
MARKED = re.compile(rf"{MARK}(\d{{1,6}})(?:_(\w+))?\Z")


def every(ontology: Ontology | None = None) -> str:
    """The pattern that any node of the graph fits: the planner looks an id up in each label's index."""
    return ":" + "|".join((ontology or load()).labels)


def schema(ontology: Ontology, prefix: str = "") -> dict[str, str]:
    """Name to statement of every constraint and index; those of a graph with a prefix end in it, but for those of
    relationship types, which all graphs in a database share."""
    ending = f"_{prefix}" if prefix else ""
    made = {}
    for label in ontology.labels:
        name = f"xunji_id_{label}{ending}"
        made[name] = f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for type in ontology.relationships:
        name = f"xunji_report_{type}"
        made[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[r:{type}]-() ON (r.report)"
    for index, (properties, analyser) in FULLTEXTS.items():
        name = index + ending
        made[name] = (
            f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n{every(ontology)})"
            f" ON EACH [{', '.join(f'n.{property}' for property in properties)}]"
            f" OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{analyser}', `fulltext.eventually_consistent`: true}}}}"
        )
    # Last: it says that all is there.
    mark = f"{MARK}{STORE_VERSION}{ending}"
    made[mark] = f"CREATE CONSTRAINT {mark} IF NOT EXISTS FOR (n:{REPORT}) REQUIRE n.source IS UNIQUE"
    return made


def found(ask: Ask, at: Address) -> None:
    """Make the database ready to be written. Raises StoreForbidden where it holds data of others under our labels."""
    names = _names(ask)
    _check_version(names, at)
    ontology = load()
    if not _marks(names, at.prefix):
        _check_empty(ask, ontology, at)
    for name in _narrow(ask, ontology, at.prefix):
        ask(f"DROP INDEX {name}")
        names.discard(name)
    missing = [statement for name, statement in schema(ontology, at.prefix).items() if name not in names]
    for statement in missing:
        ask(statement)
    if missing:
        ask(f"CALL db.awaitIndexes({WAIT_SECONDS})")


def check(ask: Ask, at: Address) -> None:
    """Whether there is a graph of this version to read; a database without any node is an empty one.

    Raises StoreMissing, StoreVersion.
    """
    names = _names(ask)
    _check_version(names, at)
    if not _marks(names, at.prefix) and ask("MATCH (n) RETURN 1 AS one LIMIT 1"):
        raise StoreMissing(
            f"store {at.shown}: the database holds no graph of Xunji{_under(at.prefix)}; build it first:"
            f" xunji build PATHS --store {at.shown}"
        )


def _names(ask: Ask) -> set[str]:
    constraints = ask("SHOW CONSTRAINTS YIELD name RETURN name")
    return {row["name"] for row in [*constraints, *ask("SHOW INDEXES YIELD name RETURN name")]}


def _under(prefix: str) -> str:
    return f" under the prefix {prefix}" if prefix else ""


def _marks(names: set[str], prefix: str) -> list[int]:
    """The versions of the graphs of this prefix."""
    return sorted(int(mark[1]) for mark in map(MARKED.match, names) if mark and (mark[2] or "") == prefix)


def _check_version(names: set[str], at: Address) -> None:
    for version in _marks(names, at.prefix):
        if version != STORE_VERSION:
            raise StoreVersion(
                f"store {at.shown}: it is of version {version}, this program reads version {STORE_VERSION};"
                " build into a new database instead"
            )


def _check_empty(ask: Ask, ontology: Ontology, at: Address) -> None:
    foreign = sorted(_used(ask, list(ontology.labels)))
    if foreign:
        raise StoreForbidden(
            f"store {at.shown}: the database holds other data under labels of Xunji"
            f" ({', '.join(at.prefix + label for label in foreign)}); {APART}"
        )


def _used(ask: Ask, labels: Sequence[str]) -> Iterator[str]:
    for label in labels:
        if ask(f"MATCH (n:{label}) RETURN 1 AS one LIMIT 1"):
            yield label


def _narrow(ask: Ask, ontology: Ontology, prefix: str) -> list[str]:
    """Our full-text indexes that do not hold every label and property that they should."""
    ending = f"_{prefix}" if prefix else ""
    wanted = {name + ending: set(properties) for name, (properties, _) in FULLTEXTS.items()}
    labels = {prefix + label for label in ontology.labels}
    return [
        row["name"]
        for row in ask("SHOW FULLTEXT INDEXES YIELD name, labelsOrTypes, properties")
        if row["name"] in wanted
        and (set(row["labelsOrTypes"]) != labels or set(row["properties"]) != wanted[row["name"]])
    ]
