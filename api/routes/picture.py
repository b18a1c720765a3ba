"""A picture of the graph, to draw on a canvas."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.conduct.answering import Answering
from api.conduct.errors import documented
from api.models.things import LinkCount, NodeOut
from api.pictures.grouping import Group
from api.pictures.picturing import MOST_NODES, Picture, Wanted, picture
from api.reader import Graph, Reader, node_fields
from ontology.records import Node, Relationship

router = APIRouter(route_class=Answering, tags=["picture"])

CAP = 500
"""More nodes than this are drawn as groups, unless more are asked for."""

OneId = Annotated[str, Field(min_length=1, max_length=200)]
Step = Annotated[list[OneId], Field(max_length=MOST_NODES)]


class PictureIn(BaseModel):
    """What to draw. The same answer comes for the same graph, whoever asks."""

    steps: list[Step] = Field(
        default=[],
        max_length=200,
        description="Ids, step by step as they came into the picture: those of an earlier step keep their places.",
        examples=[[["agency-0a64eb878a2847ca"]]],
    )
    reports: list[OneId] = Field(default=[], max_length=100, description="Reports to draw whole, before the steps.")
    cap: int = Field(default=CAP, ge=50, le=MOST_NODES, description="Beyond so many nodes groups are drawn.")


class PicturedNode(NodeOut):
    x: float = Field(description="To the right, in lengths of a link.", examples=[1.25])
    y: float = Field(description="Down, in lengths of a link.", examples=[0.5])
    hidden: list[LinkCount] = Field(description="Links that lead out of the picture, without APPEARS_IN.")
    themes: list[str] = Field(description="Ids of the themes under which a problem was filed.")


class PicturedGroup(BaseModel):
    """Nodes of one label, drawn as one."""

    id: str = Field(examples=["group Measure agency-0a64eb878a2847ca"])
    label: str = Field(examples=["Measure"])
    count: int = Field(examples=[37])
    ids: list[str] = Field(examples=[["measure-2121c35faa3830d8"]])
    x: float = Field(examples=[1.25])
    y: float = Field(examples=[0.5])


class PicturedLink(BaseModel):
    """A relationship, or `count` of them between groups; the sentence is that of the first."""

    type: str = Field(examples=["MENTIONS"])
    start: str = Field(description="Id of a node or group.", examples=["measure-2121c35faa3830d8"])
    end: str = Field(description="Id of a node or group.", examples=["agency-0a64eb878a2847ca"])
    count: int = Field(examples=[1])
    reports: list[str] = Field(description="Ids of the reports that say so.")
    quote: str = Field(examples=["县财政局"])
    properties: dict[str, str | int | float | bool | list[str]] = Field(examples=[{"action": "issued"}])


class Named(BaseModel):
    id: str = Field(examples=["report-c772cdafb2a5b1e5"])
    name: str = Field(examples=["中共云溪县财政局党组关于巡察整改进展情况的通报"])
    date: str | None = None


class PictureOut(BaseModel):
    nodes: list[PicturedNode]
    groups: list[PicturedGroup]
    links: list[PicturedLink]
    reports: list[Named] = Field(description="The reports that the links come from, with their dates.")
    themes: list[Named] = Field(description="The themes of the problems.")
    truncated: bool = Field(description="A cap left something out.")


@router.post("/picture", responses=documented("store"), summary="Places for nodes, and what hangs on each unseen")
def draw(graph: Graph, asked: PictureIn) -> PictureOut:
    """The nodes and every link between them, at places that the server computes: springs with a fixed start.
    Beyond `cap` nodes, groups of one label take their place. Unknown ids are passed over."""
    return picture_out(graph, picture(graph, Wanted(tuple(map(tuple, asked.steps)), tuple(asked.reports), asked.cap)))


def picture_out(graph: Reader, shown: Picture) -> PictureOut:
    """The picture as it looks to the outside."""
    named = {theme: name for themes in shown.themes.values() for theme, name in themes}
    return PictureOut(
        nodes=[_node(node, shown) for node in shown.nodes],
        groups=[_group(group, shown) for group in shown.groups],
        links=_links(shown),
        reports=_reports(graph, shown.links),
        themes=[Named(id=id, name=name) for id, name in sorted(named.items())],
        truncated=shown.truncated,
    )


def _node(node: Node, shown: Picture) -> PicturedNode:
    x, y = shown.at[node.id]
    hanging = shown.hidden.get(node.id, {})
    hidden = [LinkCount(type=type, direction=way, count=n) for (type, way), n in sorted(hanging.items())]
    themes = [theme for theme, _ in shown.themes.get(node.id, ())]
    return PicturedNode(**node_fields(node), x=round(x, 3), y=round(y, 3), hidden=hidden, themes=themes)


def _group(group: Group, shown: Picture) -> PicturedGroup:
    x, y = shown.at[group.key]
    return PicturedGroup(
        id=group.key, label=group.label, count=len(group.ids), ids=list(group.ids), x=round(x, 3), y=round(y, 3)
    )


def _links(shown: Picture) -> list[PicturedLink]:
    """One a type and pair of ends: several sentences may say the same."""
    drawn_as = {id: group.key for group in shown.groups for id in group.ids}
    bundles: dict[tuple[str, str, str], list[Relationship]] = {}
    for link in shown.links:
        ends = drawn_as.get(link.start, link.start), drawn_as.get(link.end, link.end)
        if ends[0] != ends[1]:
            bundles.setdefault((link.type, *ends), []).append(link)
    return [_link(*key, held) for key, held in bundles.items()]


def _link(type: str, start: str, end: str, held: list[Relationship]) -> PicturedLink:
    return PicturedLink(
        type=type,
        start=start,
        end=end,
        count=len(held),
        reports=sorted({link.evidence.report for link in held}),
        quote=held[0].evidence.quote,
        properties=dict(held[0].properties),
    )


def _reports(graph: Reader, links: tuple[Relationship, ...]) -> list[Named]:
    ids = sorted({link.evidence.report for link in links} & graph.reports.keys())
    kept = {id: graph.reports[id].properties for id in ids}
    return [Named(id=id, name=str(of["name"]), date=_date(of.get("publish_date"))) for id, of in kept.items()]


def _date(value: object) -> str | None:
    return None if value is None else str(value)
