"""Jobs that build what was sent."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

State = Literal["queued", "running", "done", "failed"]


class RejectOut(BaseModel):
    """A file of which nothing was stored, and why."""

    file: str = Field(examples=["notices.zip!/a.txt"])
    reason: str = Field(examples=["notices.zip!/a.txt: the file is empty; nothing to read"])


class BuiltOut(BaseModel):
    """A report that the job stored."""

    id: str = Field(examples=["report-c772cdafb2a5b1e5"])
    name: str = Field(examples=["中共云溪县财政局党组关于巡察整改进展情况的通报"])


class JobOut(BaseModel):
    id: str = Field(examples=["0a64eb878a2847ca0a64eb87"])
    names: list[str] = Field(description="The names of the files that were sent.", examples=[["notice.docx"]])
    size: int = Field(description="Of all files, in bytes.", examples=[48_213])
    by: str = Field(description="The name of the token that sent it.", examples=["desk"])
    made: str = Field(description="When it was sent (ISO 8601, UTC).", examples=["2026-11-25T22:42:00.123+00:00"])
    state: State
    total: int = Field(description="How many notices there are to build.", examples=[1])
    ready: int = Field(description="How many of them are done with.", examples=[1])
    added: int = Field(examples=[1])
    changed: int = Field(examples=[0])
    unchanged: int = Field(description="Were stored already.", examples=[0])
    rejects: list[RejectOut] = Field(description="At most the first 1,000.")
    warnings: list[str] = Field(description="What is odd about notices that were stored all the same.")
    reports: list[BuiltOut] = Field(description="What was stored; when the job is done.")
    reason: str = Field(description="Why the job failed as a whole; else empty.", examples=[""])


class JobsOut(BaseModel):
    items: list[JobOut] = Field(description="The newest first; the last 100 that are over, and all that are not.")
