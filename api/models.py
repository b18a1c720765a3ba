"""What the API gives and takes, as pydantic models: the source of `/openapi.json`."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field, JsonValue

Value = str | int | float | bool | list[str]


class NodeOut(BaseModel):
    """A node of the graph."""

    id: str = Field(examples=["agency-0a64eb878a2847ca"])
    label: str = Field(description="One of the ontology's labels.", examples=["Agency"])
    name: str = Field(examples=["云溪县财政局"])
    properties: dict[str, Value] = Field(examples=[{"aliases": ["县财政局"], "kind": "government"}])


class EvidenceOut(BaseModel):
    """Where a fact was read. `start` and `end` count characters of the report's source, `quote` is its cleaned text."""

    report: str = Field(examples=["report-c772cdafb2a5b1e5"])
    report_name: str = Field(examples=["中共云溪县财政局党组关于巡察整改进展情况的通报"])
    start: int = Field(examples=[770])
    end: int = Field(examples=[774])
    quote: str = Field(examples=["县财政局"])
    before: str | None = Field(
        description="The sentence up to the quote; null when the source file is gone or changed.",
        examples=["二是会同"],
    )
    after: str | None = Field(description="The sentence behind the quote.", examples=["清理闲置资产。"])
    rule: str = Field(description="The rule that read it.", examples=["agency.bureau"])
    confidence: float = Field(examples=[1.0])


class LinkOut(BaseModel):
    """A relationship with the sentence that proves it."""

    type: str = Field(description="One of the ontology's relationship types.", examples=["MENTIONS"])
    start: str = Field(description="Id of the node where it starts.", examples=["measure-2121c35faa3830d8"])
    end: str = Field(description="Id of the node where it ends.", examples=["agency-0a64eb878a2847ca"])
    properties: dict[str, Value] = Field(examples=[{"action": "issued"}])
    evidence: EvidenceOut


class Hit(NodeOut):
    """A node that was found, and by which of its names."""

    matched: str = Field(description="The name or alias that holds the words.", examples=["县财政局"])


class SearchOut(BaseModel):
    hits: list[Hit]
    truncated: bool = Field(description="More were found than `limit`.")


class LinkCount(BaseModel):
    type: str = Field(examples=["MENTIONS"])
    direction: Literal["out", "in"]
    count: int = Field(examples=[12])


class EntityOut(BaseModel):
    node: NodeOut
    links: list[LinkCount] = Field(description="How many relationships of each type lead out and in.")


class Neighbour(BaseModel):
    node: NodeOut = Field(description="The node at the other end.")
    link: LinkOut


class NeighboursOut(BaseModel):
    items: list[Neighbour]
    next: int | None = Field(description="`start` of the next page; null on the last.", examples=[20])


class EvidencePage(BaseModel):
    items: list[EvidenceOut]
    next: int | None = Field(description="`start` of the next page; null on the last.", examples=[20])


class ReportOut(BaseModel):
    id: str = Field(examples=["report-c772cdafb2a5b1e5"])
    name: str = Field(examples=["中共云溪县财政局党组关于巡察整改进展情况的通报"])
    publish_date: str | None = Field(examples=["2024-03-29"])
    problems: int = Field(examples=[8])
    measures: int = Field(examples=[21])


class ReportsOut(BaseModel):
    items: list[ReportOut]
    next: int | None = Field(description="`start` of the next page; null on the last.", examples=[20])


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


class Count(BaseModel):
    name: str = Field(examples=["Problem"])
    count: int = Field(examples=[87])


class Recurring(BaseModel):
    node: NodeOut
    reports: int = Field(description="In how many reports it appears.", examples=[3])


class StatsOut(BaseModel):
    labels: list[Count]
    relationships: list[Count]
    recurring: list[Recurring] = Field(description="Entities that appear in most reports, at least in two.")


class PropertyOut(BaseModel):
    name: str = Field(examples=["status"])
    zh: str = Field(examples=["状态"])
    en: str = Field(examples=["status"])
    values: dict[str, tuple[str, str]] = Field(
        description="The allowed values by code, each with its Chinese and English name; empty: any value.",
        examples=[{"completed": ("已完成", "completed")}],
    )


class LabelOut(BaseModel):
    name: str = Field(examples=["Agency"])
    zh: str = Field(examples=["机构"])
    en: str = Field(examples=["Agency"])
    comment_zh: str
    comment_en: str
    colour: str = Field(examples=["#0072B2"])
    icon: str = Field(description="A name of the Lucide icons.", examples=["landmark"])
    entity: bool = Field(description="It exists outside the notices and is found by its names.")
    properties: list[PropertyOut]


class TypeOut(BaseModel):
    name: str = Field(examples=["ADDRESSES"])
    zh: str = Field(examples=["整改"])
    en: str = Field(examples=["addresses"])
    comment_zh: str
    comment_en: str
    starts: list[str] = Field(examples=[["Measure"]])
    ends: list[str] = Field(examples=[["Problem"]])
    properties: list[PropertyOut]


class OntologyOut(BaseModel):
    version: str
    labels: list[LabelOut]
    relationships: list[TypeOut]


class CypherIn(BaseModel):
    """A reading query. Values belong into `parameters`, not into the text."""

    query: str = Field(
        min_length=1,
        max_length=100_000,
        examples=["MATCH (m:Measure)-[:ADDRESSES]->(p:Problem) WHERE p.name CONTAINS $word RETURN p, m"],
    )
    parameters: dict[str, JsonValue] = Field(default={}, examples=[{"word": "采购"}])
    rows: int = Field(default=1_000, ge=1, le=10_000, description="The most rows to return.")


class CypherOut(BaseModel):
    """Nodes are `{labels, properties}`, relationships `{type, start, end, properties}`."""

    columns: list[str] = Field(examples=[["name", "problems"]])
    rows: list[list[JsonValue]] = Field(examples=[[["云溪县财政局", 8]]])
    truncated: bool = Field(description="There were more rows than `rows`.")
    warnings: list[str]


class Health(BaseModel):
    status: Literal["ok"]
