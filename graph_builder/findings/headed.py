"""What an item of the notice is called: its heading, its title, and the labels below that tell what was done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from graph_builder.findings.sections import farewell
from graph_builder.findings.states import BRACKETED, behind_state
from graph_builder.outline.kinds import Kind, Label
from graph_builder.outline.tree import Outline
from graph_builder.wording.phrases import sentence, states_problem, without_told
from graph_builder.wording.status import stated
from ontology.records import Span

# “学习不深入。”
_WHOLLY_QUOTED = re.compile(r"“(?P<name>[^“”]{3,120}?)。?”")
# 关于|学习不深入|方面
_ASPECT = re.compile(r"(?:关于|针对)(?P<name>[^“”]{4,80})方面")
# 枫树湾村:集体资金出借未及时收回 with nothing else on its line
_WHOSE_FAULT = re.compile(
    r"(?P<body>[\u3400-\u9fff]{1,14}(?:村|社区|镇|乡|街道|局|公司|集团|银行|支行|中心|院|校|站|所|科|部|处|办|厂|支部|党委|党组|总支))"
    r":(?P<fault>[^。;:\n]{4,60})。?(?=\n|$)"
)
_FAILING = re.compile("[不未无缺漏乱]|违规|滞后|闲置|薄弱|挂账|宽松|不足|长期|虚报|套取|优亲|侵占|拖欠|差距|弱化")


@dataclass(frozen=True)
class Headed:
    """Reads the headings of an outline's blocks, each once."""

    outline: Outline

    @cached_property
    def end(self) -> int:
        """Where the closing begins."""
        return farewell(self.outline.text)

    @cached_property
    def _headings(self) -> dict[int, Span]:
        return {}

    @cached_property
    def _answers(self) -> dict[int, list[int]]:
        return {}

    def heading(self, index: int) -> Span:
        if index not in self._headings:
            own = self.outline.own(index)
            told = sentence(self.outline.text, own.start, own.end)
            whose = _WHOSE_FAULT.match(self.outline.text, told.start, own.end)
            named = whose and whose.end("body") == told.end and _FAILING.search(whose["fault"])
            self._headings[index] = Span(told.start, whose.end("fault")) if whose and named else told
        return self._headings[index]

    def title(self, index: int) -> Span:
        """The heading without the state in brackets behind it: 学习不深入(已完成)."""
        heading = self.heading(index)
        told = self.outline.slice(heading)
        bracket = BRACKETED.search(told)
        end = bracket.start() if bracket and stated(bracket[1]) else without_told(told)
        if whole := _WHOLLY_QUOTED.fullmatch(told, 0, len(told[:end].rstrip(","))):
            return Span(heading.start + 1, heading.start + whole.end("name"))
        aspect = _ASPECT.fullmatch(told, 0, end)
        if aspect and states_problem(aspect["name"]):
            return Span(heading.start + aspect.start("name"), heading.start + aspect.end("name"))
        return Span(heading.start, heading.start + end)

    def answers(self, index: int) -> list[int]:
        """The labelled children that tell of measures; a state with a list behind it, or 整改成效:, if no other."""
        if index not in self._answers:
            labels = self.outline.labels
            below = self.outline.children(index)
            labelled = [i for i in below if labels[i] and self.outline.blocks[i].kind is not Kind.ENTRY]
            measures = [i for i in labelled if labels[i] is Label.MEASURE]
            states = [i for i in labelled if labels[i] is Label.STATUS]
            listed = [i for i in states if self.outline.children(i) or self._tells_more(i)]
            self._answers[index] = measures or listed or [i for i in labelled if labels[i] is Label.RESULT]
        return self._answers[index]

    def _tells_more(self, label: int) -> bool:
        """完成情况:已完成。开展学习12次。: more than the state."""
        own = self.outline.own(label)
        return behind_state(self.outline.text, own.start, own.end) > own.start
