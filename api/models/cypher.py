"""Questions in Cypher and their answers."""

from __future__ import annotations

from pydantic import BaseModel, Field, JsonValue

from api.models.things import LinkOut, NodeOut


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
    warnings: list[str] = Field(description="What the engine remarks on the query.")
    nodes: list[NodeOut] = Field(description="The nodes in the rows, and the ends of the relationships, each once.")
    links: list[LinkOut] = Field(description="The relationships in the rows, each once; for sentences see `subgraph`.")
