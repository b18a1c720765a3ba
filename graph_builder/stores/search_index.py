"""The search index of the embedded and the memory store: a SQLite database in which each character is a word of the
full-text index, so that a phrase of them is any stretch of a text.

It holds nothing that the graph does not hold, and follows it notice by notice; where it is missing, it is made anew.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from threading import RLock
from typing import cast

from graph_builder.stores.facts import named
from graph_builder.stores.matching import fold
from graph_builder.stores.pinyin import spelling
from graph_builder.stores.search_notice import Entry, Notice

VERSION = 2
"""Raised by one when the tables change; an index of another version is made anew."""

TABLES = """
CREATE TABLE node(no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, label TEXT NOT NULL, name TEXT NOT NULL,
                  aliases TEXT NOT NULL, spelling TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE form(form TEXT NOT NULL, node INTEGER NOT NULL, PRIMARY KEY(form, node)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(names, spelling, text, content='', columnsize=0,
                                      tokenize='unicode61 remove_diacritics 0');
INSERT INTO words(words, rank) VALUES('hashsize', 16777216);
CREATE TABLE report(no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, year TEXT NOT NULL);
CREATE TABLE said(report INTEGER NOT NULL, node INTEGER NOT NULL, forms TEXT NOT NULL, appears INTEGER NOT NULL,
                  PRIMARY KEY(report, node)) WITHOUT ROWID;
CREATE INDEX said_of ON said(node, report, appears);
CREATE TABLE themed(report INTEGER NOT NULL, node INTEGER NOT NULL, theme TEXT NOT NULL,
                    PRIMARY KEY(report, node, theme)) WITHOUT ROWID;
CREATE INDEX themed_of ON themed(node, theme);
CREATE TABLE placed(report INTEGER NOT NULL, place TEXT NOT NULL, PRIMARY KEY(report, place)) WITHOUT ROWID;
CREATE TABLE dated(report INTEGER NOT NULL, day TEXT NOT NULL, PRIMARY KEY(report, day)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A node as the index holds it."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...]
    spelling: str
    text: str

    @property
    def words(self) -> tuple[str, str, str]:
        """The columns of the full-text index; nothing fits across two names."""
        names = SEPARATOR.join(map(characters, (self.name, *self.aliases)))
        return names, self.spelling, characters(self.text)

    @property
    def forms(self) -> set[str]:
        return {fold(form) for form in (self.name, *self.aliases)}


SEPARATOR = " xx "
"""A word that is no character."""

BETWEEN = "\x1f"
"""Stands between names that are kept in one field."""


# What is neither a common character nor a plain letter or digit
ODD = re.compile(r"[^\u4e00-\u9fa5a-z0-9 ]")


def characters(text: str) -> str:
    """Each character a word. An odd one is written as its number, since the engine's tokenizer would pass over it."""
    return ODD.sub(lambda found: f"u{ord(found[0]):x}", " ".join(fold(text)))


class SearchIndex:
    """One connection, used by one thread at a time."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.lock = RLock()
        if not self._version():
            database.executescript(f"BEGIN;{TABLES}PRAGMA user_version = {VERSION};COMMIT;")
        self._next = count(self._one("SELECT coalesce(max(no), 0) + 1 FROM node"))
        self._next_report = count(self._one("SELECT coalesce(max(no), 0) + 1 FROM report"))

    def usable(self) -> bool:
        return self._version() == VERSION

    def size(self) -> int:
        """How many nodes it holds."""
        return self._one("SELECT count(*) FROM node")

    def reports(self) -> set[str]:
        with self.lock:
            return {id for (id,) in self.database.execute("SELECT id FROM report")}

    def clear(self) -> None:
        self.follow((), lambda report: Notice(report, (), frozenset(), frozenset(), ""))

    def commit(self) -> None:
        with self.lock:
            self.database.commit()

    def close(self) -> None:
        with self.lock:
            self.database.close()

    def add(self, notice: Notice) -> None:
        with self.lock:
            report = next(self._next_report)
            self.database.execute("INSERT INTO report VALUES (?, ?, ?)", (report, notice.report, notice.year))
            self._many("placed", ((report, place) for place in notice.places))
            self._many("dated", ((report, day) for day in notice.days))
            numbers = self._nodes(notice.entries)
            self._many(
                "said",
                (
                    (report, numbers[entry.node.id], BETWEEN.join(entry.forms), entry.appears)
                    for entry in notice.entries
                ),
            )
            self._many(
                "themed",
                ((report, numbers[entry.node.id], theme) for entry in notice.entries for theme in entry.themes),
            )

    def remove(self, id: str) -> None:
        """Take out a notice, and the nodes of which no other notice speaks."""
        with self.lock:
            row = self.database.execute("SELECT no FROM report WHERE id = ?", (id,)).fetchone()
            if row is None:
                return
            touched = [no for (no,) in self.database.execute("SELECT node FROM said WHERE report = ?", row)]
            for table in ("said", "themed", "placed", "dated"):
                self.database.execute(f"DELETE FROM {table} WHERE report = ?", row)
            self.database.execute("DELETE FROM report WHERE no = ?", row)
            for no in touched:
                self._settle(no)

    def follow(self, reports: Iterable[str], notice: Callable[[str], Notice]) -> None:
        """Become the index of `reports`; `notice` reads one of them."""
        wanted, there = set(reports), self.reports()
        for gone in sorted(there - wanted):
            self.remove(gone)
        for new in sorted(wanted - there):
            self.add(notice(new))

    def _nodes(self, entries: Sequence[Entry]) -> Mapping[str, int]:
        """The numbers of nodes; those that are new are written, those with a new name are written again."""
        there = self._there([entry.node.id for entry in entries])
        numbers = {id: no for id, (no, _) in there.items()}
        new: list[tuple[int, Kept]] = []
        for entry in entries:
            if entry.node.id not in there:
                numbers[entry.node.id] = next(self._next)
                new.append((numbers[entry.node.id], _kept(entry)))
            elif entry.forms - {entry.node.properties["name"], *there[entry.node.id][1]}:
                self._rename(numbers[entry.node.id], {*there[entry.node.id][1], *entry.forms})
        self._write(new)
        return numbers

    def _there(self, ids: Sequence[str]) -> Mapping[str, tuple[int, list[str]]]:
        query = "SELECT id, no, aliases FROM node WHERE id IN (SELECT value FROM json_each(?))"
        rows = self.database.execute(query, (json.dumps(ids),))
        return {id: (no, aliases.split(BETWEEN)) for id, no, aliases in rows}

    def _write(self, nodes: Sequence[tuple[int, Kept]]) -> None:
        self._many(
            "node",
            (
                (no, kept.id, kept.label, kept.name, BETWEEN.join(kept.aliases), kept.spelling, kept.text)
                for no, kept in nodes
            ),
        )
        self._many("form", ((form, no) for no, kept in nodes for form in kept.forms))
        self.database.executemany(
            "INSERT INTO words(rowid, names, spelling, text) VALUES (?, ?, ?, ?)",
            ((no, *kept.words) for no, kept in nodes),
        )

    def _erase(self, no: int) -> Kept:
        query = "SELECT id, label, name, aliases, spelling, text FROM node WHERE no = ?"
        id, label, name, aliases, spelt, text = self.database.execute(query, (no,)).fetchone()
        kept = Kept(id, label, name, tuple(filter(None, aliases.split(BETWEEN))), spelt, text)
        self.database.execute(
            "INSERT INTO words(words, rowid, names, spelling, text) VALUES ('delete', ?, ?, ?, ?)", (no, *kept.words)
        )
        self._many_gone(no, kept.forms)
        self.database.execute("DELETE FROM node WHERE no = ?", (no,))
        return kept

    def _many_gone(self, no: int, forms: Iterable[str]) -> None:
        self.database.executemany("DELETE FROM form WHERE form = ? AND node = ?", ((form, no) for form in forms))

    def _rename(self, no: int, forms: Iterable[str]) -> None:
        kept = self._erase(no)
        aliases = tuple(sorted(set(forms) - {kept.name, ""}))
        self._write([(no, Kept(kept.id, kept.label, kept.name, aliases, kept.spelling, kept.text))])

    def _settle(self, no: int) -> None:
        said = self.database.execute("SELECT forms FROM said WHERE node = ?", (no,)).fetchall()
        if said:
            self._rename(no, {form for (forms,) in said for form in forms.split(BETWEEN)})
        else:
            self._erase(no)

    def _many(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        rows = list(rows)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self.database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    def _version(self) -> int:
        return self._one("PRAGMA user_version")

    def _one(self, query: str) -> int:
        return cast(int, self.database.execute(query).fetchone()[0])


def _kept(entry: Entry) -> Kept:
    node, name = entry.node, str(entry.node.properties["name"])
    spelt = spelling(name) if named(node.label) else ""
    aliases = tuple(sorted(entry.forms - {name, ""}))
    return Kept(node.id, node.label, name, aliases, spelt, str(node.properties.get("text", "")))


def in_memory() -> SearchIndex:
    return SearchIndex(sqlite3.connect(":memory:", check_same_thread=False))
