"""Reports."""

from __future__ import annotations

from pydantic import BaseModel, Field


class ReportOut(BaseModel):
    id: str = Field(examples=["report-c772cdafb2a5b1e5"])
    name: str = Field(examples=["中共云溪县财政局党组关于巡察整改进展情况的通报"])
    publish_date: str | None = Field(examples=["2024-03-29"])
    problems: int = Field(examples=[8])
    measures: int = Field(examples=[21])


class ReportsOut(BaseModel):
    items: list[ReportOut]
    next: str | None = Field(description="`cursor` of the next page; null on the last.", examples=["WyJh"])


class AnnotationOut(BaseModel):
    """A stretch of the report's text and the node that it stands for."""

    start: int = Field(description="Counted in Unicode characters of `text`.", examples=[770])
    end: int = Field(description="Behind the last character.", examples=[774])
    quote: str = Field(description="The stretch, cleaned.", examples=["县财政局"])
    type: str = Field(description="APPEARS_IN: the node was read here; else the relationship.", examples=["CITES"])
    node: str = Field(description="Id of the node that the stretch stands for.", examples=["policy-12ab34cd56ef7890"])
    label: str = Field(examples=["Policy"])
    name: str = Field(examples=["云溪县财政局采购管理办法"])
    other: str | None = Field(description="Id of the relationship's other end; null with APPEARS_IN.")
    rule: str = Field(description="The rule that read it.", examples=["policy.title"])
    confidence: float = Field(examples=[1.0])


class ReportText(ReportOut):
    file: str = Field(description="The file that was read, without its folders.", examples=["notice.txt"])
    text: str | None = Field(
        description="The whole source text; null when its file is gone or changed.",
        examples=["…二是会同县财政局清理闲置资产。…"],
    )
    missing: str | None = Field(description="Why there is no text.")
    annotations: list[AnnotationOut] = Field(description="By where they begin; there without the text, too.")
