"""Parts of the graph."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue

from api.models.things import LinkOut, NodeOut
from api.parameters import LABELS, MOST_NODES, TYPES, known_label, known_type


class PlacedNode(NodeOut):
    x: float | None = Field(default=None, description="0 (left) to 1; with `layout`.", examples=[0.5])
    y: float | None = Field(default=None, description="0 (top) to 1; with `layout`.", examples=[0.5])


class BoxedNode(NodeOut):
    """With `layout`, the middle and the extent of a box, in pixels of a picture of columns from left to right."""

    x: float | None = Field(default=None, examples=[104.0])
    y: float | None = Field(default=None, examples=[120.5])
    width: float | None = Field(default=None, examples=[176.0])
    height: float | None = Field(default=None, examples=[42.0])


class Level(BaseModel):
    label: str = Field(examples=["Problem"])
    nodes: list[BoxedNode] = Field(description="With `layout`, from top to bottom; else as they were found.")


class TraceOut(BaseModel):
    """The chain from the inspection group down to policies and companies, as far as it leads to the node."""

    node: NodeOut = Field(description="Where it starts; of a label that is no level, it stands in none.")
    levels: list[Level] = Field(description="From left to right, one a label; some labels share a column.")
    links: list[LinkOut]
    width: float | None = Field(default=None, description="Of the picture; with `layout`.", examples=[960.0])
    height: float | None = Field(default=None, description="Of the picture; with `layout`.", examples=[540.0])
    truncated: bool = Field(description="A level held more nodes than `limit`.")


class Hidden(BaseModel):
    type: str = Field(examples=["MENTIONS"])
    direction: Literal["out", "in"]
    count: int = Field(description="How many nodes lie there that are not shown.", examples=[12])


class DrawnNode(PlacedNode):
    hidden: list[Hidden] = Field(description="What the node leads to that is not shown, as far as the filters let it.")


class Group(BaseModel):
    """Nodes that stand as one, since there are more than `limit`."""

    id: str = Field(examples=["group agency-0a64eb878a2847ca MENTIONS in Measure"])
    label: str = Field(description="The label of all of them.", examples=["Measure"])
    count: int = Field(description="How many nodes it stands for.", examples=[1200])
    near: str | None = Field(description="The node that leads to them; null: they were asked for themselves.")
    type: str | None = Field(description="The type of the relationships from there.", examples=["MENTIONS"])
    direction: Literal["out", "in"] | None = Field(description="Seen from `near`.")
    x: float | None = Field(default=None, examples=[0.5])
    y: float | None = Field(default=None, examples=[0.5])


class Line(BaseModel):
    """Relationships of one type to or from a group."""

    start: str = Field(description="Id of a node or of a group.", examples=["agency-0a64eb878a2847ca"])
    end: str = Field(
        description="Id of a node or of a group.", examples=["group agency-0a64eb878a2847ca MENTIONS in Measure"]
    )
    type: str = Field(examples=["MENTIONS"])
    count: int = Field(examples=[1200])


class SubgraphOut(BaseModel):
    nodes: list[DrawnNode]
    links: list[LinkOut]
    groups: list[Group] = Field(description="What there was no room for; the largest first.")
    lines: list[Line] = Field(description="What leads to the groups.")
    truncated: bool = Field(description="More was there than `limit`: some of it stands as groups, or not at all.")


class PathOut(BaseModel):
    """A way from the first node to the last."""

    nodes: list[NodeOut]
    hops: list[list[LinkOut]] = Field(description="Between each node and the next: what links them, the surest first.")
    cost: float = Field(description="Hops, and how much hangs on the nodes between; less is better.", examples=[2.4])


class PathsOut(BaseModel):
    paths: list[PathOut] = Field(description="Pair by pair in the order of `ids`, the best ways first.")


NodeId = Annotated[str, Field(min_length=1, max_length=200)]
OneLabel = Annotated[str, AfterValidator(known_label), Field(json_schema_extra={"enum": list(LABELS)})]
OneType = Annotated[str, AfterValidator(known_type), Field(json_schema_extra={"enum": list(TYPES)})]


class Filters(BaseModel):
    """What is followed. Several values of one filter: any of them; several filters: all of them."""

    model_config = ConfigDict(extra="forbid")

    labels: list[OneLabel] = Field(default=[], max_length=len(LABELS), description="Go to nodes of these labels only.")
    types: list[OneType] = Field(default=[], max_length=len(TYPES), description="Follow these types only.")
    themes: list[NodeId] = Field(
        default=[],
        max_length=50,
        description="Of problems, only those of these themes, by id.",
        examples=[["theme-0760f78c6f7cdbd0"]],
    )
    reports: list[NodeId] = Field(default=[], max_length=50, description="Only what these reports say, by id.")
    since: date | None = Field(default=None, description="Only what reports of this day or later say.")
    until: date | None = Field(default=None, description="Only what reports of this day or earlier say.")


class PartIn(Filters):
    """Where to start (from ids, or from all that one report says), how far to go, what to leave out."""

    ids: list[NodeId] = Field(
        default=[],
        max_length=MOST_NODES,
        description="Ids to start from; unknown ones are passed over. In a URL, once per id.",
        examples=[["agency-0a64eb878a2847ca"]],
    )
    report: NodeId | None = Field(default=None, description="Take all that this report says.")
    hops: int | None = Field(default=None, ge=0, le=3, description="1 from ids, 0 from a report or a query.")
    limit: int = Field(default=100, ge=1, le=MOST_NODES, description="The most nodes.")
    appearances: bool = Field(default=False, description="Follow and give APPEARS_IN relationships too.")
    layout: bool = Field(default=False, description="Give places to draw at.")
    sentences: bool = Field(default=False, description="Give `before` and `after` of each link's sentence.")


_ASKED: dict[str, JsonValue] = {
    "query": "MATCH p = (:Measure)-[:MENTIONS]->(c:Company) WHERE c.name CONTAINS $word RETURN p",
    "parameters": {"word": "建设"},
}


class AskedPartIn(PartIn):
    """As above, or from what a Cypher query answers: its nodes, and ids; its relationships, where there are any."""

    model_config = ConfigDict(json_schema_extra={"examples": [_ASKED]})

    query: str | None = Field(
        default=None,
        min_length=1,
        max_length=100_000,
        examples=[_ASKED["query"]],
    )
    parameters: dict[str, JsonValue] = Field(default={}, examples=[_ASKED["parameters"]])
