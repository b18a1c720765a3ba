"""Send notices to be built into the store, and follow what becomes of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from api.conduct.access import MayWrite
from api.conduct.answering import Answering
from api.conduct.errors import Forbidden, NotFound, documented
from api.conduct.settings import API
from api.models.jobs import BuiltOut, JobOut, JobsOut, RejectOut
from api.reader import Reader
from api.uploads.desk import Desk
from api.uploads.jobs import ID, Job
from api.uploads.receiving import BODY, received
from graph_builder.reading.document import MAX_BYTES

router = APIRouter(route_class=Answering, tags=["jobs"])

LARGER = {f"{API}/reports": MAX_BYTES}
"""The paths that take larger bodies than others, for those who may write."""

SHOWN = 1_000
LOOK_SECONDS = 0.25
MOST_SECONDS = 3_600.0
"""How long one listener is told of a job."""

READING = documented("forbidden", "store")


async def _desk(request: Request, token: MayWrite) -> Desk:
    desk = request.app.state.desk
    if desk is None:
        raise Forbidden("this server has no folder for what is sent; start it with --uploads FOLDER")
    assert isinstance(desk, Desk)
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]


async def _job(id: Annotated[str, Path(max_length=200, description="Id of a job.")], desk: AtDesk) -> Job:
    found = desk.job(id) if ID.fullmatch(id) else None
    if found is None:
        raise NotFound(f"there is no job {id!r}; {API}/jobs lists them")
    return found


OneJob = Annotated[Job, Depends(_job)]


@router.post(
    "/reports",
    status_code=202,
    responses=documented("forbidden", "content-too-large", "unsupported-media-type", "full", "store"),
    openapi_extra=BODY,
    summary="Send notices to be built into the store",
)
async def send(
    request: Request,
    desk: AtDesk,
    token: MayWrite,
    name: Annotated[
        str | None,
        Query(
            description="The name of a file that is the body; its suffix tells the format.", examples=["notice.docx"]
        ),
    ] = None,
) -> JobOut:
    """Files as `xunji build` reads them: text, HTML, DOCX, XLSX, PDF, or a ZIP archive of these; one as the body, or up
    to 100 as a form, of at most 20 MiB altogether. Needs a token of scope write. The answer comes at once; the job is
    built behind it, one job after the other, and is visible to all when it is done. `curl -H "Authorization: Bearer
    TOKEN" -F files=@a.docx -F files=@b.pdf ".../reports"`, or `--data-binary @a.docx ".../reports?name=a.docx"`"""
    sent = await received(request, name)
    return _shown(request, desk, await run_in_threadpool(desk.take, sent, token.name))


@router.get("/jobs", responses=READING, summary="What was sent")
def jobs(request: Request, desk: AtDesk) -> JobsOut:
    """Jobs that wait, run, are done or failed."""
    return JobsOut(items=[_shown(request, desk, job) for job in desk.jobs()])


@router.get("/jobs/{id}", responses=documented("forbidden", "not-found", "store"), summary="What became of a job")
def job(request: Request, desk: AtDesk, found: OneJob) -> JobOut:
    """With the reports that it stored, and the files that it could not take."""
    return _shown(request, desk, found)


EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"text/event-stream": {"example": 'event: job\ndata: {"id": "0a64eb87", "state": "running", …}\n\n'}}
    }
}


@router.get(
    "/jobs/{id}/events",
    responses=EVENTS | documented("forbidden", "not-found", "store"),
    response_class=EventSourceResponse,
    summary="Follow a job while it runs",
)
async def events(request: Request, desk: AtDesk, found: OneJob) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events, each named `job` with the job as its data, whenever something changed; the last is the one
    that is done or failed."""
    told: Job | None = None
    for _ in range(int(MOST_SECONDS / LOOK_SECONDS)):
        now = desk.job(found.id) or found
        if now is not told:
            yield ServerSentEvent(event="job", data=_shown(request, desk, now).model_dump())
            told = now
        if now.is_over:
            return
        await asyncio.sleep(LOOK_SECONDS)


def _shown(request: Request, desk: Desk, job: Job) -> JobOut:
    outcomes = [file.outcome for file in job.files]
    counts: dict[str, Any] = {what: outcomes.count(what) for what in ("added", "changed", "unchanged")}
    rejects = [RejectOut(file=one.name, reason=one.reason) for one in job.files if one.outcome == "failed"]
    return JobOut(
        id=job.id,
        names=list(job.names),
        size=job.size,
        by=job.by,
        made=job.made,
        state=job.state,
        total=job.total,
        ready=len(job.files),
        rejects=rejects[:SHOWN],
        warnings=[warning for file in job.files for warning in file.warnings][:SHOWN],
        reports=_built(request.app.state.shown.reader, desk, job),
        reason=job.reason,
        **counts,
    )


def _built(graph: Reader, desk: Desk, job: Job) -> list[BuiltOut]:
    if not (job.is_over and job.stored):
        return []
    folder = desk.folder_of(job) + "/"
    found = [node for node in graph.reports.values() if str(node.properties["source"]).startswith(folder)]
    return [BuiltOut(id=node.id, name=str(node.properties["name"])) for node in found][:SHOWN]
