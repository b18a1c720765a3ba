"""extract, for a notice whose paragraphs a site shuffled: order means nothing, meaning decides."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph_builder.findings.pairing import assign
from graph_builder.findings.reader import Reader
from graph_builder.findings.records import SHOWN, Area, Findings, Measure, Problem
from graph_builder.findings.slots import file_under
from graph_builder.outline.kinds import LEVELS, Kind, Label
from graph_builder.outline.numbering import markers
from graph_builder.outline.tree import Outline, outline
from graph_builder.wording.phrases import remedial, sentence, states_problem, unwrap
from graph_builder.wording.spans import trim
from ontology.records import Rejected, Span

_LEAST_ANSWERS = 4
# Where a paragraph ends: 二是 in a line of its own goes on with the one before.
_LINE_END = re.compile(r"\n(?![二三四五六七八九十]是)")
_ANSWER, _OTHER = "answer", "other"
_PROBLEM_KINDS = (Kind.SUBSECTION, Kind.ENTRY, Kind.ITEM, Kind.SUBITEM, Kind.POINT, Kind.CIRCLED)
# …面谈、电线)关键岗位存在兼职情况。 : what is left of a number, and a fault, inside another's paragraph.
_GLUED = re.compile(r"(?<=[\u3400-\u9fff、,。;])(?:\(\d{1,2}\)|\d?\))(?P<title>[^()。,;:\n]{5,30})。")
# 开发区涉及的巡察、审计反馈问题大部分已完成整改…主要问题体现在两个方面:
_LEAD = re.compile(
    r"(?P<name>[^,。的\n]{2,20}问题)[^。\n]{0,40}。?[^。\n]{0,30}(?:体现|表现|集中|反映)在[^。,\n]{1,8}方面[:。]"
)


@dataclass(frozen=True)
class _Line:
    """A paragraph on its own: its outline, and where it begins in the notice."""

    outline: Outline
    start: int

    @property
    def label(self) -> Label | None:
        return self.outline.labels[0]

    @property
    def kind(self) -> str:
        return self.outline.blocks[0].kind

    @property
    def heading(self) -> str:
        return self.outline.slice(Reader(self.outline).heading(0))

    @property
    def content(self) -> Span:
        own = self.outline.content(0)
        return Span(self.start + own.start, self.start + len(self.outline.text))


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    start = 0
    for line in _LINE_END.split(text):
        if line.strip():
            found.append(_Line(outline(line), start))
        start += len(line) + 1
    return found


def _numbered_problems(lines: Sequence[_Line]) -> list[_Line]:
    """The lines that number faults, and those of the same kind of number that at least tell of no remedy."""
    numbered = [line for line in lines if line.kind in _PROBLEM_KINDS and line.label is None]
    faults = Counter(line.kind for line in numbered if states_problem(line.heading))
    usual = faults.most_common(1)[0][0] if faults else None
    return [
        line for line in numbered if states_problem(line.heading) or (line.kind == usual and not remedial(line.heading))
    ]


def is_shuffled(text: str) -> bool:
    """Whether answers follow answers and problems follow problems, as no author would order them."""
    told = list(_order(text))
    answers = told.count(_ANSWER)
    # An answer before all problems, a problem behind all answers: out of order too.
    pairs = list(pairwise([_ANSWER, *told, Kind.SUBITEM]))
    twice_answered = sum(a == b == _ANSWER for a, b in pairs)
    unanswered = sum(_is_unanswered(a, b) for a, b in pairs)
    enough = twice_answered + unanswered >= max(3, 0.3 * answers)
    return answers >= _LEAST_ANSWERS and bool(twice_answered and unanswered) and enough


def _is_unanswered(told: Kind | str, following: Kind | str) -> bool:
    """A fault before another of its rank or above; (一) before its own 1. is the heading of an area."""
    if not isinstance(told, Kind) or not isinstance(following, Kind):
        return False
    return LEVELS[following] <= LEVELS[told]


def _order(text: str) -> Iterator[Kind | str]:
    """Answered for each line that opens with 整改情况:, the kind of number for each that opens with a numbered fault.

    Any other number right before an answer is a heading that it answers.
    """
    other = False
    fault = -1  # where a numbered fault's line begins
    found = markers(text)
    labels = [marker.span.start for marker in found if marker.label is Label.MEASURE]
    for marker in found:
        if marker.span.start and text[marker.span.start - 1] != "\n":
            if marker.label is Label.MEASURE and fault >= 0 and text.find("\n", fault, marker.span.start) < 0:
                yield _ANSWER  # in the line of its problem
            continue
        fault = -1
        if marker.label is Label.MEASURE:
            if other or _wraps_fault(text, marker.span.start - 1):
                yield _OTHER
            other = False
            yield _ANSWER
        elif marker.label is None and marker.kind in _PROBLEM_KINDS:
            heading = sentence(text, marker.span.end, len(text))
            other = not states_problem(text[heading.start : heading.end])
            if not other:
                fault = marker.span.start
                yield marker.kind
                if _answered_behind(text, marker.span.end, labels):
                    yield _ANSWER
        elif marker.label is Label.PROBLEM:
            other = True


def _wraps_fault(text: str, end: int) -> bool:
    """关于A的问题 alone on the line that ends there, without a number: what the answer below it answers."""
    line = Span(text.rfind("\n", 0, max(end, 0)) + 1, max(end, 0))
    wrapper = unwrap(text, line) if text.startswith(_WRAPS, line.start) else None
    return wrapper is not None and wrapper[1].end >= line.end - 1


def _answered_behind(text: str, start: int, labels: Sequence[int]) -> bool:
    """1.关于A的问题。|拆除违建17宗。: whether the line goes on behind a fault that it wraps, without a label."""
    if not text.startswith(_WRAPS, start):
        return False
    stop = text.find("\n", start)
    line = Span(start, stop if stop >= 0 else len(text))
    wrapper = unwrap(text, line)
    if wrapper is None or line.end - wrapper[1].end < _LEAST_ANSWER:
        return False
    return bisect_right(labels, line.end + 1) == bisect_left(labels, start)


_WRAPS = ("关于", "针对", "对", "反馈指出")
_LEAST_ANSWER = 8


def _glued(text: str, line: _Line) -> tuple[Span, Span] | None:
    """The (title, text) of a problem that was glued into an answer's paragraph."""
    whole = line.content
    for match in _GLUED.finditer(text, whole.start, whole.end):
        if states_problem(match["title"]) or "存在" in match["title"]:
            return Span(*match.span("title")), Span(match.start(), whole.end)
    return None


def _problems(text: str, lines: list[_Line]) -> Iterator[tuple[Span, Span, str]]:
    numbered = {line.start for line in _numbered_problems(lines)}
    for line in lines:
        if line.start in numbered:
            yield sentence(text, line.content.start, line.content.end), line.content, "problem.shuffled"
        elif line.label is Label.MEASURE and (found := _glued(text, line)):
            yield *found, "problem.glued"


def _measures(text: str, line: _Line) -> list[Span]:
    """The measures of one answer's paragraph, less what was glued into it."""
    glued = _glued(text, line)
    own = outline(text[line.start : glued[1].start]) if glued else line.outline
    return [trim(text, Span(line.start + s.start, line.start + s.end)) for s in Reader(own).split(0)]


def _areas(text: str, lines: list[_Line]) -> list[Area]:
    areas: dict[str, Area] = {}
    for line in lines:
        if line.label is Label.PROBLEM:
            span = sentence(text, line.content.start, line.content.end)
            areas.setdefault(text[span.start : span.end], Area(text[span.start : span.end], span, "area.labelled"))
        elif match := _LEAD.search(text, line.start, line.content.end):
            areas.setdefault(match["name"], Area(match["name"], Span(*match.span("name")), "area.lead"))
    return list(areas.values())


def extract(text: str) -> Findings:
    """Problems and answers of a shuffled notice, each answer given to the problem that it fits, all at once."""
    lines = _lines(text)
    asked = list(_problems(text, lines))
    answers = [line for line in lines if line.label is Label.MEASURE]
    findings = Findings(areas=_areas(text, lines))
    told = [(text[t.start : t.end], text[s.start : s.end]) for t, s, _ in asked]
    filed = file_under(told, [area.name for area in findings.areas])
    for (title, body), (_, span, rule), area in zip(told, asked, filed, strict=True):
        del body
        findings.problems.append(Problem(title, trim(text, span), rule, (area,) if area >= 0 else ()))
    _answer(text, told, answers, findings)
    return findings


def _answer(text: str, told: list[tuple[str, str]], answers: list[_Line], findings: Findings) -> None:
    spans = [_measures(text, line) for line in answers]
    bodies = [
        text[line.content.start : (own[-1].end if own else line.content.end)]
        for line, own in zip(answers, spans, strict=True)
    ]
    paired = assign(told, bodies)
    for problem, answer, confidence in sorted(paired, key=lambda pair: pair[1]):
        findings.measures += [
            Measure(span, problem, "measure.shuffled", confidence) for span in spans[answer] if len(span)
        ]
    for answer in sorted(set(range(len(answers))) - {a for _, a, _ in paired}):
        findings.rejected.append(
            Rejected(bodies[answer][:SHOWN], "an answer without a problem of its own in the notice")
        )
    for problem in sorted(set(range(len(told))) - {p for p, _, _ in paired}):
        findings.rejected.append(Rejected(told[problem][0], "a problem without an answer in the notice"))
