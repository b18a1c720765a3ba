"""Counts over the whole store."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.models.things import NodeOut


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
