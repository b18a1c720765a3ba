"""Makes the parts of docs/cypher.md that are derived: the picture of the model and the questions with their answers.

python tests/cookbook.py
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from example_graphs import loaded

from graph_builder.stores.interface import Cell, View
from graph_builder.stores.opening import open_store
from ontology.loading import load

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "cypher.md"
QUESTIONS = ROOT / "docs" / "cookbook"

# <!-- begin: model --> … <!-- end -->
PART = re.compile(r"<!-- begin: (\w+) -->\n.*?<!-- end -->", re.DOTALL)


def questions() -> list[tuple[str, str]]:
    """Title and query of each file, in order."""
    return [_question(path) for path in sorted(QUESTIONS.glob("*.cypher"))]


def _question(path: Path) -> tuple[str, str]:
    first, _, query = path.read_text(encoding="utf-8").partition("\n")
    return first.removeprefix("// "), query.strip()


def derived(text: str, view: View) -> str:
    """The document with its derived parts made anew."""
    parts = {"model": model(), "questions": answered(view)}
    made = {name: "\n".join(lines) for name, lines in parts.items()}
    return PART.sub(lambda found: f"<!-- begin: {found[1]} -->\n{made[found[1]]}\n<!-- end -->", text)


def model() -> Iterator[str]:
    """The ontology as a Mermaid picture: an arrow a type, from what may start it to what may end it."""
    ontology = load()
    yield from ("```mermaid", "flowchart LR")
    for label, kind in ontology.labels.items():
        yield f'    {label}["{label}<br>{kind.zh}"]'
    for type, ways in ontology.relationships.items():
        starts: dict[frozenset[str], list[str]] = defaultdict(list)
        for start in ontology.labels:
            if ends := frozenset(end for begin, end in ways.pairs if begin == start):
                starts[ends].append(start)
        for ends, begins in starts.items():
            every = len(begins) > len(ontology.labels) - 2
            start = 'every["every other node"]' if every else _joined(begins)
            yield f"    {start} -->|{type}| {_joined(end for end in ontology.labels if end in ends)}"
    yield "```"


def _joined(labels: Iterable[str]) -> str:
    return " & ".join(labels)


def answered(view: View) -> Iterator[str]:
    """The questions with their answers, as Markdown."""
    for number, (title, query) in enumerate(questions(), 1):
        found = view.cypher(query)
        yield from (f"### {number}. {title}", "", "```cypher", query, "```", "")
        yield _row(found.columns)
        yield _row("---" for _ in found.columns)
        yield from (_row(map(shown, row)) for row in found.rows)
        yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def shown(cell: Cell) -> str:
    """A value as the document shows it, the same for every engine."""
    if isinstance(cell, list):
        return "[" + ", ".join(map(shown, cell)) + "]"
    if isinstance(cell, dict):
        return "{" + ", ".join(f"{key}: {shown(value)}" for key, value in cell.items()) + "}"
    return "" if cell is None else str(cell).replace("|", "\\|")


def main() -> None:
    with TemporaryDirectory() as folder, open_store(f"{folder}/graph.kgl", mode="write") as store:
        text = derived(DOCUMENT.read_text(encoding="utf-8"), loaded(store))
    DOCUMENT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
