"""Writing what one notice says, in Cypher: the statements that the stores' writers share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

from graph_builder.stores.errors import GraphRejected
from graph_builder.stores.facts import ALIASES, APPEARS_IN, REPORT, aliases, forms, source_of
from graph_builder.stores.facts import named as is_named
from ontology.records import Graph, Node

Row = dict[str, Any]
Ask = Callable[..., Sequence[Row]]
"""Runs a statement with parameters: `ask(query, **parameters)`."""


class Work:
    """Statements on their own or in a transaction. `every` is the pattern that any node of the graph fits, empty
    where an engine finds ids without a label."""

    def __init__(self, ask: Ask, every: str = "") -> None:
        self._ask = ask
        self._every = every

    def has(self, report: str) -> bool:
        return bool(self._ask(f"MATCH (n:{REPORT} {{id: $id}}) RETURN n.id", id=report))

    def reports_of(self, source: str) -> list[str]:
        query = f"MATCH (n:{REPORT} {{source: $source}}) RETURN n.id AS id ORDER BY id"
        return [row["id"] for row in self._ask(query, source=source)]

    def none_of(self, graphs: Sequence[Graph]) -> bool:
        """Whether neither a report nor a source of these notices is stored."""
        reports = "UNWIND $keys AS key MATCH (n:{} {{{}: key}}) RETURN n.id LIMIT 1"
        by_id = self._ask(reports.format(REPORT, "id"), keys=[graph.report for graph in graphs])
        return not by_id and not self._ask(reports.format(REPORT, "source"), keys=[*map(source_of, graphs)])

    def remove(self, report: str, types: Sequence[str]) -> None:
        """Take out what a notice said by relationships of `types`, and what nothing speaks of any more."""
        touched = self._unlink(report, types)
        self._ask(f"MATCH (n:{REPORT} {{id: $report}}) DETACH DELETE n", report=report)
        ids = sorted(touched - {report})
        self._lock(ids)
        self._ask(f"UNWIND $ids AS id MATCH (n{self._every} {{id: id}}) WHERE NOT (n)--() DELETE n", ids=ids)
        self._name_again(ids)

    def there(self, nodes: Sequence[Node]) -> dict[str, list[str]]:
        """The aliases of those nodes that are stored already. Raises GraphRejected for one of another label."""
        labels = {node.id: node.label for node in nodes}
        found: dict[str, list[str]] = {}
        for row in self._found(sorted(labels)):
            id, label = row["id"], row["label"]
            if labels[id] != label:
                raise GraphRejected(f"node {id} is a {label} in the store and a {labels[id]} here; nothing was stored")
            found[id] = row["aliases"]
        return found

    def _found(self, ids: Sequence[str]) -> Sequence[Row]:
        """`id`, `label` and `aliases` of the stored nodes among `ids`."""
        query = (
            f"UNWIND $ids AS id MATCH (n{self._every} {{id: id}})"
            " RETURN id, labels(n)[0] AS label, n.aliases AS aliases"
        )
        return self._ask(query, ids=list(ids))

    def _label(self, labels: Sequence[str]) -> str:
        """The ontology's, of the labels of a node."""
        return labels[0]

    def _lock(self, ids: Sequence[str]) -> None:
        """Keep other writers off these nodes; nothing where there are none."""

    def _unlink(self, report: str, types: Sequence[str]) -> set[str]:
        """Delete a notice's relationships; the ids of the nodes at their ends."""
        touched: set[str] = set()
        for type in types:
            said = f"MATCH (a{self._every})-[r:{type} {{report: $report}}]->(b{self._every})"
            rows = self._ask(f"{said} RETURN a.id AS a, b.id AS b", report=report)
            touched.update(end for row in rows for end in row.values())
            if rows:
                self._ask(f"{said} DELETE r", report=report)
        return touched

    def _name_again(self, ids: Sequence[str]) -> None:
        """Derive aliases anew, after a notice was taken out."""
        query = (
            f"UNWIND $ids AS id MATCH (n{self._every} {{id: id}}) OPTIONAL MATCH (n)-[r]->({self._every})"
            f" WHERE type(r) = '{APPEARS_IN}' OR r.{ALIASES} IS NOT NULL"
            f" RETURN DISTINCT id, labels(n) AS labels, n.name AS name, n.{ALIASES} AS before,"
            f" type(r) AS type, r.quote AS quote, r.{ALIASES} AS said"
        )
        named: dict[str, tuple[str, list[str]]] = {}
        said: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        for row in self._ask(query, ids=list(ids)):
            if not is_named(self._label(row["labels"])):
                continue
            named[row["id"]] = row["name"], row["before"]
            if row["type"]:
                said[row["id"]].append((row["type"], {"quote": row["quote"], ALIASES: row["said"]}))
        now = {id: aliases(name, forms(said[id])) for id, (name, _) in named.items()}
        rows = [{"id": id, ALIASES: now[id]} for id, (_, before) in named.items() if now[id] != before]
        if rows:
            self._ask(f"UNWIND $rows AS row {set_aliases(self._every)}", rows=rows)


def renamed(nodes: Iterable[Node], there: Mapping[str, list[str]]) -> dict[str, list[Row]]:
    """The aliases, by label, of those stored nodes for which this notice has a new one."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for node in nodes:
        if node.id in there:
            both = aliases(node.properties["name"], {*there[node.id], *cast(list[str], node.properties[ALIASES])})
            if both != there[node.id]:
                groups[node.label].append({"id": node.id, ALIASES: both})
    return groups


def set_aliases(pattern: str) -> str:
    """For each `row`, set the aliases of the node that fits `pattern` and has its id."""
    return f"MATCH (n{pattern} {{id: row.id}}) SET n.{ALIASES} = row.{ALIASES}"
