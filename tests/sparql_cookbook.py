"""Makes the derived part of docs/sparql.md: the questions of docs/cookbook that are asked in SPARQL too.

python tests/sparql_cookbook.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "sparql.md"
QUESTIONS = ROOT / "docs" / "cookbook"

# <!-- begin: questions --> … <!-- end -->
PART = re.compile(r"<!-- begin: questions -->\n.*?<!-- end -->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Question:
    """One question in both languages; `number` is that of its file."""

    number: int
    title: str
    sparql: str
    cypher: str


def questions() -> list[Question]:
    """Those that have a .rq file beside their .cypher file, in order."""
    return [_question(path) for path in sorted(QUESTIONS.glob("*.rq"))]


def _question(path: Path) -> Question:
    first, _, cypher = path.with_suffix(".cypher").read_text(encoding="utf-8").partition("\n")
    sparql = path.read_text(encoding="utf-8").strip()
    return Question(int(path.name[:2]), first.removeprefix("// "), sparql, cypher.strip())


def derived(text: str) -> str:
    """The document with its derived part made anew."""
    made = "\n".join(_shown())
    return PART.sub(lambda _: f"<!-- begin: questions -->\n{made}\n<!-- end -->", text)


def _shown() -> Iterator[str]:
    for one in questions():
        # GitHub's way of making an anchor of a heading.
        heading = f"{one.number}. {one.title}"
        anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        yield from (f"### {heading}", "", "```sparql", one.sparql, "```", "", f"[The answer](cypher.md#{anchor}).", "")


if __name__ == "__main__":
    DOCUMENT.write_text(derived(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
