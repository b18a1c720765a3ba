"""Nodes, relationships and the sentences that prove them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

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
        description="The sentence up to the quote; null where it was not asked for, or the file is gone or changed.",
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
    next: str | None = Field(description="`cursor` of the next page; null on the last.", examples=["WyJh"])


class EvidencePage(BaseModel):
    items: list[EvidenceOut]
    next: str | None = Field(description="`cursor` of the next page; null on the last.", examples=["WyJh"])


class Health(BaseModel):
    status: Literal["ok"]
