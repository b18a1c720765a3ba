"""What a search finds."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.models.things import NodeOut
from graph_builder.stores import search


class Hit(NodeOut):
    """A node that was found, and by what."""

    matched: str = Field(description="The name, alias or stretch of text that fits.", examples=["县财政局"])
    field: search.Field = Field(description="Where `matched` stands; by `pinyin`, it is the name.")
    score: float = Field(description="1 for the very name; less, the less exactly it fits.", examples=[1.0])


class Facet(BaseModel):
    """How many of all that was found have one value."""

    value: str = Field(description="What the filter takes: a label, an id, a year.", examples=["Agency"])
    name: str | None = Field(description="How a place, report or theme is called.", examples=["云溪县"])
    within: str | None = Field(
        default=None,
        description="The place that it is part of, as far as known; told where another place here has the same name.",
        examples=["云澜市"],
    )
    count: int = Field(examples=[12])


class Facets(BaseModel):
    """The most frequent values of each kind."""

    labels: list[Facet]
    places: list[Facet] = Field(description="Places of the reports in which it appears.")
    reports: list[Facet]
    themes: list[Facet]
    years: list[Facet]


class SearchOut(BaseModel):
    hits: list[Hit]
    facets: Facets
    total: int = Field(description="How many were found in all.", examples=[37])
    truncated: bool = Field(description="More fits than `total` counts; search more narrowly.")
    next: str | None = Field(description="`cursor` of the next page; null on the last.", examples=["WyJh"])
