"""Which notices are scored, and what comes of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph_builder.notice import graph_of
from graph_builder.reading.document import read
from ontology.errors import XunjiError
from ontology.records import Graph

from .errors import QualityError
from .gold import load_gold
from .scoring import score
from .tally import Scores

ROOT = Path(__file__).resolve().parents[2]
USUAL = (ROOT.parent / "shared", ROOT / "examples")
"""Folders with `gold` and `reports` in them; the first is there on some machines only."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice with its gold; `collection` is the name of the folder that both lie in."""

    collection: str
    gold: Path
    report: Path

    @property
    def name(self) -> str:
        return self.gold.stem

    @property
    def short(self) -> str:
        """The number that the file name begins with."""
        return self.name.split("_")[0]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The scores of a notice; `failure` says why it could not be read, then everything is missed."""

    notice: Notice
    scores: Scores
    failure: str | None = None


def usual_notices() -> list[Notice]:
    """Those beside the repository, where they are there, and the bundled examples."""
    return [n for home in USUAL if (home / "gold").is_dir() for n in notices_in(home / "gold", home / "reports")]


def notices_in(gold: Path, reports: Path) -> list[Notice]:
    """Each annotation with its notice. Raises QualityError where there is no annotation, or one without notice."""
    annotations = sorted(gold.glob("*.json"))
    if not annotations:
        raise QualityError(f"{gold}: holds no gold annotation (*.json); name a folder that does")
    return [Notice(gold.resolve().parent.name, path, _report(path, reports)) for path in annotations]


def _report(gold: Path, reports: Path) -> Path:
    fitting = [path for path in sorted(reports.glob("*")) if path.stem == gold.stem]
    if len(fitting) != 1:
        raise QualityError(f"{reports}: holds {len(fitting)} notices {gold.stem}.*, not one; mend it or use --reports")
    return fitting[0]


def outcome(notice: Notice) -> Outcome:
    """Extract and score one notice. Raises QualityError for a gold annotation that is none."""
    gold = load_gold(notice.gold)
    try:
        return Outcome(notice, score(gold, graph_of(read(notice.report))))
    except QualityError:
        raise
    except XunjiError as error:
        return Outcome(notice, score(gold, Graph(notice.name, (), ())), str(error))
