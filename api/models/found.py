"""What a search finds."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.models.things import NodeOut


class Hit(NodeOut):
    """A node that was found, and by which of its names."""

    matched: str = Field(description="The name or alias that holds the words.", examples=["县财政局"])


class SearchOut(BaseModel):
    hits: list[Hit]
    truncated: bool = Field(description="More were found than `limit`.")
