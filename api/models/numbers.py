"""Counts over the whole store."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.models.things import NodeOut
from graph_builder.audit import What


class Count(BaseModel):
    name: str = Field(examples=["Problem"])
    count: int = Field(examples=[87])


class Recurring(BaseModel):
    node: NodeOut
    reports: int = Field(description="In how many reports it appears.", examples=[3])


class Cited(BaseModel):
    node: NodeOut
    citations: int = Field(description="How many problems and measures cite it.", examples=[12])


class Heading(BaseModel):
    """Of a row or a column: a theme, an agency or a place."""

    id: str = Field(examples=["theme-0760f78c6f7cdbd0"])
    name: str = Field(examples=["信访与诉求"])


class Table(BaseModel):
    """Problems counted by two things; only the rows and columns of which there are most."""

    columns: list[Heading] = Field(description="Themes, the most frequent first.")
    rows: list[Heading] = Field(description="Agencies or places, those with most problems first.")
    counts: list[list[int]] = Field(description="A list for each row, a number for each column.", examples=[[[3, 0]]])


class StatusCount(BaseModel):
    """How far rectification is; a measure is as far as the problem that it answers."""

    status: str | None = Field(description="The ontology's code; null where no state is told.", examples=["completed"])
    problems: int = Field(examples=[12])
    measures: int = Field(examples=[30])


class DeclaredOut(BaseModel):
    """What all notices declare of one kind, beside what was found in them."""

    what: What = Field(description="`systems`: documents issued, revised or abolished.", examples=["problems"])
    notices: int = Field(description="How many declare such a count.", examples=[9])
    agreeing: int = Field(description="In how many of them as much was found.", examples=[8])
    declared: int = Field(examples=[80])
    found: int = Field(examples=[79])


class StatsOut(BaseModel):
    labels: list[Count]
    relationships: list[Count]
    recurring: list[Recurring] = Field(description="Entities that appear in most reports, at least in two.")
    themes_by_agency: Table
    themes_by_place: Table
    status: list[StatusCount]
    declared: list[DeclaredOut]
    cited: list[Cited] = Field(description="The policies that are cited most.")


class AuditItem(BaseModel):
    """One count that a notice declares, beside what was found in it."""

    report: str = Field(examples=["report-c772cdafb2a5b1e5"])
    name: str = Field(examples=["中共云溪县财政局党组关于巡察整改进展情况的通报"])
    what: What = Field(examples=["problems"])
    declared: int = Field(examples=[8])
    found: int | None = Field(description="Null where the graph has nothing to set beside it.", examples=[7])
    difference: int | None = Field(description="Below 0: so many are missing.", examples=[-1])
    sentence: str = Field(description="Which declares it.", examples=["反馈了3个方面8个问题。"])


class AuditOut(BaseModel):
    items: list[AuditItem]
    declared: list[DeclaredOut] = Field(description="Over all notices, or over the one asked for.")
    next: str | None = Field(description="`cursor` of the next page; null on the last.", examples=["WyJh"])


class SharedOut(BaseModel):
    """What at least two of the compared have to do with."""

    node: NodeOut
    counts: dict[str, int] = Field(
        description="By id of the compared: in how many of its problems, and of the measures that answer them.",
        examples=[{"agency-0a64eb878a2847ca": 3, "agency-1b64eb878a2847ca": 1}],
    )
    examples: dict[str, list[str]] = Field(
        description="By id of the compared: ids of some of these problems and measures.",
        examples=[{"agency-0a64eb878a2847ca": ["problem-003a477b47db167b"]}],
    )


class CompareOut(BaseModel):
    compared: list[NodeOut]
    shared: list[SharedOut] = Field(description="What most of them share first, then what comes up most.")
    truncated: bool = Field(description="More is shared than `limit`.")
