"""Answers that hold a part of the graph or a table, and how they go into networkx and pandas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx  # type: ignore[import-untyped]

from api.models.graphs import Group
from api.models.things import LinkOut, NodeOut
from xunji.errors import MissingPandas

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the graph; `groups` is what was too much to give, `truncated` says that there is more."""

    nodes: tuple[NodeOut, ...]
    links: tuple[LinkOut, ...]
    groups: tuple[Group, ...] = ()
    truncated: bool = False

    def to_networkx(self) -> nx.MultiDiGraph:
        """Nodes by id with `label`, `name` and their properties; edges keyed by type and where they were read."""
        return _graph(self.nodes, self.links)

    def to_pandas(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The nodes and the links, a row each. Raises MissingPandas."""
        pandas = _pandas()
        nodes = [{"id": node.id, "label": node.label, "name": node.name, **node.properties} for node in self.nodes]
        links = [{"start": link.start, "type": link.type, "end": link.end, **_told(link)} for link in self.links]
        return pandas.DataFrame(nodes), pandas.DataFrame(links)


@dataclass(frozen=True, slots=True)
class Table:
    """What a query answers, and the nodes and links in it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool
    warnings: tuple[str, ...]
    nodes: tuple[NodeOut, ...] = ()
    links: tuple[LinkOut, ...] = ()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The rows, by column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def to_networkx(self) -> nx.MultiDiGraph:
        """The nodes and links of the answer, as of a Part."""
        return _graph(self.nodes, self.links)

    def to_pandas(self) -> pd.DataFrame:
        """Raises MissingPandas."""
        frame: pd.DataFrame = _pandas().DataFrame(list(self.rows), columns=list(self.columns))
        return frame


def _graph(nodes: Iterable[NodeOut], links: Sequence[LinkOut]) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((node.id, {"label": node.label, "name": node.name, **node.properties}) for node in nodes)
    for link in links:
        evidence = link.evidence
        key = f"{link.type} {evidence.report} {evidence.start}-{evidence.end} {evidence.rule}"
        graph.add_edge(link.start, link.end, key=key, type=link.type, **_told(link))
    return graph


def _told(link: LinkOut) -> dict[str, object]:
    """A link's properties and its evidence; where a notice stands, `from` and `to` count its characters."""
    evidence = link.evidence
    return {
        **link.properties,
        "report": evidence.report,
        "quote": evidence.quote,
        "from": evidence.start,
        "to": evidence.end,
        "rule": evidence.rule,
        "confidence": evidence.confidence,
    }


def _pandas() -> Any:
    try:
        import pandas
    except ImportError as fault:
        raise MissingPandas("to_pandas needs pandas: pip install 'xunji[pandas]'") from fault
    return pandas
