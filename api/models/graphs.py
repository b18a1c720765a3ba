"""Parts of the graph."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.models.things import LinkOut, NodeOut


class Level(BaseModel):
    label: str = Field(examples=["Problem"])
    nodes: list[NodeOut]


class TraceOut(BaseModel):
    """The chain from the inspection group down to policies and companies, as far as it leads to the node."""

    levels: list[Level]
    links: list[LinkOut]
    truncated: bool = Field(description="A level held more nodes than `limit`.")


class PlacedNode(NodeOut):
    x: float | None = Field(default=None, description="0 (left) to 1; with `layout`.", examples=[0.5])
    y: float | None = Field(default=None, description="0 (top) to 1; with `layout`.", examples=[0.5])


class SubgraphOut(BaseModel):
    nodes: list[PlacedNode]
    links: list[LinkOut]
    truncated: bool = Field(description="A cap left something out.")
