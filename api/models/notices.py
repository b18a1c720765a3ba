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
