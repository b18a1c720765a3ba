"""From a file's nodes and relationships, in any order, back to notices, and notice by notice into a store."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from graph_builder.interchange.content import BATCH, batches
from graph_builder.interchange.errors import ImportFault
from graph_builder.stores.facts import ALIASES, REPORT
from graph_builder.stores.interface import Outcome, Writer
from ontology.checks import faults_of
from ontology.loading import load
from ontology.model import Ontology
from ontology.records import Graph, Node, Relationship

SHOWN_FAULTS = 3
"""How many faults of one notice a message names."""

Tell = Callable[[Outcome], None]


def store_all(records: Iterable[Node | Relationship], writer: Writer, tell: Tell) -> None:
    """Load what the records say, one notice a transaction, and `tell` the outcome of each.

    Everything is read and checked against the ontology before the first notice is stored. Raises ImportFault.
    """
    with TemporaryDirectory(prefix="xunji-import-") as folder, closing(sqlite3.connect(f"{folder}/staged")) as staged:
        gathered = Gathered(staged)
        gathered.add(records)
        for notice in gathered.notices():
            _check(notice, load())
        for notice in gathered.notices():
            tell(writer.load(notice))
    writer.publish()


class Gathered:
    """Records laid aside on disk, so that a large file needs no more memory than its largest notice."""

    def __init__(self, staged: sqlite3.Connection) -> None:
        self._staged = staged
        staged.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE nodes (id TEXT PRIMARY KEY, label TEXT, record BLOB) WITHOUT ROWID;"
            "CREATE TABLE links (report TEXT, record BLOB);"
        )

    def add(self, records: Iterable[Node | Relationship]) -> None:
        for some in batches(records, BATCH):
            nodes = [(one.id, one.label, pickle.dumps(_bare(one))) for one in some if isinstance(one, Node)]
            links = [(one.evidence.report, pickle.dumps(one)) for one in some if isinstance(one, Relationship)]
            self._staged.executemany("INSERT OR REPLACE INTO nodes VALUES (?, ?, ?)", nodes)
            self._staged.executemany("INSERT INTO links VALUES (?, ?)", links)
        self._staged.execute("CREATE INDEX by_report ON links (report)")

    def notices(self) -> Iterator[Graph]:
        """What each notice says, by id. Raises ImportFault where its report is missing, or the end of a link."""
        reports = "SELECT report FROM links UNION SELECT id FROM nodes WHERE label = ? ORDER BY 1"
        for (report,) in self._staged.execute(reports, (REPORT,)).fetchall():
            yield self._notice(report)

    def _notice(self, report: str) -> Graph:
        rows = self._staged.execute("SELECT record FROM links WHERE report = ?", (report,))
        links = tuple(pickle.loads(record) for (record,) in rows)
        ids = sorted({report, *(end for link in links for end in (link.start, link.end))})
        return Graph(report, tuple(self._node(id, report) for id in ids), links)

    def _node(self, id: str, report: str) -> Node:
        found = self._staged.execute("SELECT record FROM nodes WHERE id = ?", (id,)).fetchone()
        if found is None:
            what = "its own node" if id == report else f"node {id}"
            raise ImportFault(f"notice {report}: {what} is not in the file; export whole notices, or the whole store")
        node = pickle.loads(found[0])
        assert isinstance(node, Node)
        return node


def _bare(node: Node) -> Node:
    """Without its aliases: they follow from what the relationships say (see `facts.forms`)."""
    return replace(node, properties={name: value for name, value in node.properties.items() if name != ALIASES})


def _check(notice: Graph, ontology: Ontology) -> None:
    faults = faults_of(ontology, notice)
    if faults:
        more = f", and {len(faults) - SHOWN_FAULTS} more" if len(faults) > SHOWN_FAULTS else ""
        raise ImportFault(f"notice {notice.report}: {'; '.join(faults[:SHOWN_FAULTS])}{more}; nothing was stored")
