"""What a Neo4j database needs before it can hold the graph: constraints and indexes, derived from the ontology.

The Community edition has no node keys, so ids are held unique; that they exist is checked before anything is stored.
The names of these constraints are also how a database of Xunji's is known, so that no node has to say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graph_builder.stores.errors import StoreForbidden, StoreMissing, StoreVersion
from graph_builder.stores.facts import REPORT
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

WAIT_SECONDS = 600

FULLTEXTS: Mapping[str, tuple[tuple[str, ...], str]] = {
    FULLTEXT: (SEARCHED, "cjk"),
    NAMES: (("name", "aliases"), "keyword"),
    PINYIN: ((PINYIN,), "whitespace"),
}
"""Properties and analyser of each."""

# xunji_store_v1
MARKED = re.compile(rf"{MARK}(\d{{1,6}})\Z")


def every(ontology: Ontology | None = None) -> str:
    """The pattern that any node of the graph fits: the planner looks an id up in each label's index."""
    return ":" + "|".join((ontology or load()).labels)


def schema(ontology: Ontology) -> dict[str, str]:
    """Name to statement of every constraint and index."""
    made = {
        f"xunji_id_{label}": f"CREATE CONSTRAINT xunji_id_{label} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in ontology.labels
    }
    for type in ontology.relationships:
        name = f"xunji_report_{type}"
        made[name] = f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[r:{type}]-() ON (r.report)"
    for name, (properties, analyser) in FULLTEXTS.items():
        made[name] = (
            f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n{every(ontology)})"
            f" ON EACH [{', '.join(f'n.{property}' for property in properties)}]"
            f" OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{analyser}'}}}}"
        )
    # Last: it says that all is there.
    mark = f"{MARK}{STORE_VERSION}"
    made[mark] = f"CREATE CONSTRAINT {mark} IF NOT EXISTS FOR (n:{REPORT}) REQUIRE n.source IS UNIQUE"
    return made


def found(ask: Ask, shown: str) -> None:
    """Make the database ready to be written. Raises StoreForbidden where it holds data of others under our labels."""
    names = _names(ask)
    _check_version(names, shown)
    ontology = load()
    if not any(MARKED.match(name) for name in names):
        _check_empty(ask, ontology, shown)
    for name in names & FULLTEXTS.keys() - _covering(ask, ontology):
        ask(f"DROP INDEX {name}")
        names.discard(name)
    missing = [statement for name, statement in schema(ontology).items() if name not in names]
    for statement in missing:
        ask(statement)
    if missing:
        ask(f"CALL db.awaitIndexes({WAIT_SECONDS})")


def check(ask: Ask, shown: str) -> None:
    """Whether there is a graph of this version to read; a database without any node is an empty one.

    Raises StoreMissing, StoreVersion.
    """
    names = _names(ask)
    _check_version(names, shown)
    if not any(MARKED.match(name) for name in names) and ask("MATCH (n) RETURN 1 AS one LIMIT 1"):
        raise StoreMissing(
            f"store {shown}: the database holds no graph of Xunji; build it first: xunji build PATHS --store {shown}"
        )


def _names(ask: Ask) -> set[str]:
    constraints = ask("SHOW CONSTRAINTS YIELD name RETURN name")
    return {row["name"] for row in [*constraints, *ask("SHOW INDEXES YIELD name RETURN name")]}


def _check_version(names: set[str], shown: str) -> None:
    for version in sorted(int(mark[1]) for mark in map(MARKED.match, names) if mark):
        if version != STORE_VERSION:
            raise StoreVersion(
                f"store {shown}: it is of version {version}, this program reads version {STORE_VERSION};"
                " build into a new database instead"
            )


def _check_empty(ask: Ask, ontology: Ontology, shown: str) -> None:
    foreign = sorted(_used(ask, list(ontology.labels)))
    if foreign:
        raise StoreForbidden(
            f"store {shown}: the database holds other data under labels of Xunji ({', '.join(foreign)});"
            " give Xunji a database of its own (neo4j://HOST/DATABASE)"
        )


def _used(ask: Ask, labels: Sequence[str]) -> Iterator[str]:
    for label in labels:
        if ask(f"MATCH (n:{label}) RETURN 1 AS one LIMIT 1"):
            yield label


def _covering(ask: Ask, ontology: Ontology) -> set[str]:
    """The full-text indexes that hold every label and property that they should."""
    rows = ask("SHOW FULLTEXT INDEXES YIELD name, labelsOrTypes, properties")
    return {
        row["name"]
        for row in rows
        if row["name"] in FULLTEXTS
        and set(row["labelsOrTypes"]) == set(ontology.labels)
        and set(row["properties"]) == set(FULLTEXTS[row["name"]][0])
    }
