"""The sentence behind a fact, with what was read from it marked."""

from __future__ import annotations

from graph_builder.reading.sentences import Sources
from graph_builder.stores.interface import View
from ontology.records import Evidence, Node


class Sentences:
    """Finds sentences in the notices' own files; where a file is gone or has changed, the quote must do."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._sources = Sources()
        self._reports: dict[str, Node | None] = {}

    def of(self, evidence: Evidence) -> str:
        """The sentence, the quote in it in 【】 where it is only a part."""
        report = self.report(evidence)
        around = report and self._sources.around(
            evidence, str(report.properties["source"]), str(report.properties["sha256"])
        )
        before, after = around or ("", "")
        return f"{before}【{evidence.quote}】{after}" if before or after else evidence.quote

    def place(self, evidence: Evidence) -> str:
        """`/notices/a.txt:120-134`: the notice's file and the characters in it."""
        report = self.report(evidence)
        source = report.properties["source"] if report else evidence.report
        return f"{source}:{evidence.span.start}-{evidence.span.end}"

    def report(self, evidence: Evidence) -> Node | None:
        """The node of the report that the evidence stands in."""
        if evidence.report not in self._reports:
            self._reports[evidence.report] = next(iter(self._view.known([evidence.report])), None)
        return self._reports[evidence.report]
