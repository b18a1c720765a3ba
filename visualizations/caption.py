"""What stands around a picture: legend, source, date; the same in every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from ontology.records import Node
from visualizations.scene import Scene
from visualizations.text import plain, shortened
from visualizations.theme import look, looks, type_name
from visualizations.views import Language, View

NAMED_SOURCES = 3
LONGEST_TITLE = 60
LONGEST_SOURCE = 48

WORDS: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "source": "来源：",
        "made": "制图",
        "counts": "{nodes}个节点、{links}条关系",
        "truncated": "只画出一部分",
        "and_more": "等{count}份通报",
        "through": "发现→问题的连线经由问题方面",
        "legend": "图例",
        "evidence": "原句",
        "choose": "点选节点或连线，看它的内容与出处。",
        "from": "从",
        "relationship": "关系",
        "to": "到",
        "quote": "原文",
        "report": "通报",
        "date": "日期",
        "position": "字符位置",
        "save": "保存数据(JSON)",
        "links": "关系",
        "empty": "没有可画的内容。",
        "picture": "关系图",
        "figure": "图",
        "more_rows": "另有{count}条关系，见图中数据。",
        "closer": "放大",
        "farther": "缩小",
        "whole": "显示全图",
    },
    "en": {
        "source": "Source: ",
        "made": "Drawn",
        "counts": "{nodes} nodes, {links} relationships",
        "truncated": "only a part is drawn",
        "and_more": "; {count} notices in all",
        "through": "lines from inspection to problem lead through the problem area",
        "legend": "Legend",
        "evidence": "Sentences",
        "choose": "Click a node or a line for its content and where it was read.",
        "from": "From",
        "relationship": "Relationship",
        "to": "To",
        "quote": "Text",
        "report": "Notice",
        "date": "Date",
        "position": "Characters",
        "save": "Save data (JSON)",
        "links": "Relationships",
        "empty": "Nothing to draw.",
        "picture": "Graph",
        "figure": "Figure",
        "more_rows": "{count} more relationships are in the data of this picture.",
        "closer": "Zoom in",
        "farther": "Zoom out",
        "whole": "Show all",
    },
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of the legend."""

    label: str
    name: str
    count: int


def title(view: View) -> str:
    return shortened(view.title, LONGEST_TITLE) or WORDS[view.language]["picture"]


def legend(view: View) -> tuple[Kind, ...]:
    """The labels that are drawn, in the order of the ontology, with their counts."""
    counts = Counter(node.label for node in view.part.nodes)
    order = {label: index for index, label in enumerate(looks())}
    labels = sorted(counts, key=lambda label: (order.get(label, len(order)), label))
    return tuple(Kind(label, plain(look(label).name(view.language)), counts[label]) for label in labels)


def patterns(view: View) -> tuple[str, ...]:
    """What the lines mean: `巡察 —发现→ 问题`, the most frequent first."""
    labels = {node.id: node.label for node in view.part.nodes}
    seen = Counter((labels[link.start], link.type, labels[link.end]) for link in view.part.relationships)
    ordered = sorted(seen, key=lambda pattern: (-seen[pattern], pattern))
    return tuple(_pattern(*pattern, view.language) for pattern in ordered)


def _pattern(start: str, type: str, end: str, language: Language) -> str:
    kind = plain(type_name(type, language))
    return f"{plain(look(start).name(language))} —{kind}→ {plain(look(end).name(language))}"


def through(scene: Scene, language: Language) -> tuple[str, ...]:
    """What has to be said about lines that lead through other nodes, where there are any."""
    return (WORDS[language]["through"],) if any(line.through for line in scene.lines) else ()


def notes(view: View) -> tuple[str, ...]:
    """Sources in one line; date, version and size in the next."""
    words = WORDS[view.language]
    counts = words["counts"].format(nodes=len(view.part.nodes), links=len(view.part.relationships))
    parts = [f"{words['made']} {plain(view.origin.made)}", f"巡迹 Xunji {plain(view.origin.version)}", counts]
    if view.part.truncated:
        parts.append(words["truncated"])
    made = " · ".join(parts)
    return (f"{words['source']}{_sources(view)}", made) if view.reports else (made,)


def _sources(view: View) -> str:
    comma = "、" if view.language == "zh" else ", "
    dated = sorted(view.reports, key=lambda report: (str(report.properties.get("publish_date", "")), report.id))
    named = comma.join(_source(report, view.language) for report in dated[:NAMED_SOURCES])
    if len(view.reports) <= NAMED_SOURCES:
        return named
    return f"{named}{WORDS[view.language]['and_more'].format(count=len(view.reports))}"


def _source(report: Node, language: Language) -> str:
    """《…的通报》(2024-01-08)"""
    date = report.properties.get("publish_date")
    called = shortened(report.properties.get("name", report.id), LONGEST_SOURCE)
    quoted = f"《{called}》" if language == "zh" else f"“{called}”"
    if not date:
        return quoted
    return f"{quoted}（{plain(date)}）" if language == "zh" else f"{quoted} ({plain(date)})"
