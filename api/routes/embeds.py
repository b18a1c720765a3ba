"""Views that stand in other people's pages: frozen as of the day they were made."""

from __future__ import annotations

import json
from datetime import date
from importlib.metadata import version
from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse, HTMLResponse
from markupsafe import escape
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.conduct.accepting import preferred
from api.conduct.access import may_keep
from api.conduct.answering import Answering
from api.conduct.errors import MEDIA_TYPE, NotFound, documented
from api.conduct.headers import EMBEDDED
from api.models.ontology import OntologyOut
from api.models.things import LinkOut
from api.pictures.embeds import Embeds
from api.pictures.picturing import Wanted, picture
from api.reader import Graph
from api.routes.ontology import ontology
from api.routes.pages import BUILT, MISSING, PAGES
from api.routes.picture import PicturedNode, PictureIn, PictureOut, picture_out

router = APIRouter(route_class=Answering, tags=["embeds"])
pages = APIRouter(include_in_schema=False)

WIDTH, HEIGHT = 800, 480
HTML = "text/html"
PLACE = "<!-- view -->"
Place = tuple[float, float]


class EmbedIn(BaseModel):
    """What to freeze: a picture as `/api/v1/picture` takes it, without what was hidden in it."""

    title: str = Field(min_length=1, max_length=200, examples=["云澜恒筑建设工程有限公司"])
    permalink: str = Field(
        default="/", max_length=8_000, pattern=r"^/(\?.*)?$", description="Where the explorer shows it alive."
    )
    picture: PictureIn
    hidden: list[str] = Field(default=[], max_length=5_000, description="Ids of nodes to leave out.")
    pinned: dict[str, Place] = Field(default={}, max_length=1_000, description="Places that the reader chose.")
    language: Literal["zh", "en"] = "zh"


class EmbedOut(BaseModel):
    id: str = Field(examples=["9f2b5c7d0a1e4b3c8d6f7a9b0c1d2e3f"])
    url: str = Field(description="For the `src` of an iframe.", examples=["http://127.0.0.1:8000/embed/9f2b5c7d"])
    html: str = Field(
        description="The iframe itself.", examples=['<iframe src="http://127.0.0.1:8000/embed/9f2b5c7d"></iframe>']
    )


class Frozen(BaseModel):
    """All that the page of a frozen view shows; it asks the server for nothing more."""

    title: str
    permalink: str
    date: str = Field(examples=["2024-05-06"])
    version: str
    language: Literal["zh", "en"]
    picture: PictureOut
    links: list[LinkOut] = Field(description="Every relationship, with its sentence.")
    ontology: OntologyOut


class OEmbedOut(BaseModel):
    """An answer of oEmbed 1.0, https://oembed.com."""

    version: Literal["1.0"] = "1.0"
    type: Literal["rich"] = "rich"
    title: str = Field(examples=["云澜恒筑建设工程有限公司"])
    provider_name: str = "Xunji 巡迹"
    provider_url: str = Field(examples=["http://127.0.0.1:8000/"])
    html: str = Field(examples=['<iframe src="http://127.0.0.1:8000/embed/9f2b5c7d"></iframe>'])
    width: int = Field(examples=[800])
    height: int = Field(examples=[480])


async def _embeds(request: Request) -> Embeds:
    kept = request.app.state.embeds
    assert isinstance(kept, Embeds)
    return kept


Kept = Annotated[Embeds, Depends(_embeds)]


@router.post(
    "/embeds",
    responses=documented("forbidden", "embeds-off", "embeds-full", "store"),
    dependencies=[Depends(may_keep)],
    summary="Freeze a view for other pages",
)
def freeze(graph: Graph, kept: Kept, request: Request, asked: EmbedIn) -> EmbedOut:
    """Keeps the view with every sentence as they are today, and gives an address for an iframe. What the graph holds
    later changes nothing in it. Whoever has the address can see it. Where the server asks for tokens, this needs one
    of scope write."""
    kept.opened()
    shown = picture(graph, Wanted(tuple(map(tuple, asked.picture.steps)), tuple(asked.picture.reports), 500))
    left = {*asked.hidden}
    drawn = picture_out(graph, shown)
    drawn.nodes = [_pinned(node, asked.pinned) for node in drawn.nodes if node.id not in left]
    held = {node.id for node in drawn.nodes} | {group.id for group in drawn.groups}
    drawn.links = [link for link in drawn.links if {link.start, link.end} <= held]
    frozen = Frozen(
        title=asked.title,
        permalink=asked.permalink,
        date=date.today().isoformat(),
        version=version("xunji"),
        language=asked.language,
        picture=drawn,
        links=graph.links_out([link for link in shown.links if {link.start, link.end} <= held], True),
        ontology=ontology(graph),
    )
    id = kept.keep(frozen.model_dump_json().encode())
    url = str(request.url_for("embedded", id=id))
    return EmbedOut(id=id, url=url, html=_iframe(url, asked.title, WIDTH, HEIGHT))


def _pinned(node: PicturedNode, pinned: dict[str, Place]) -> PicturedNode:
    x, y = pinned.get(node.id, (node.x, node.y))
    return node.model_copy(update={"x": x, "y": y})


def _iframe(url: str, title: str, width: int, height: int) -> str:
    size = f'width="{width}" height="{height}"'
    return f'<iframe src="{escape(url)}" title="{escape(title)}" {size} loading="lazy"></iframe>'


@router.get("/oembed", responses=documented("not-found"), summary="oEmbed of a frozen view's address")
def oembed(
    kept: Kept,
    request: Request,
    url: Annotated[
        str,
        Query(
            max_length=500, description="Address of a frozen view.", examples=["http://127.0.0.1:8000/embed/9f2b5c7d"]
        ),
    ],
    maxwidth: Annotated[int, Query(ge=100, le=10_000, description="In pixels.")] = WIDTH,
    maxheight: Annotated[int, Query(ge=100, le=10_000, description="In pixels.")] = HEIGHT,
    format: Annotated[Literal["json"], Query(description="The one form in which it is given.")] = "json",
) -> OEmbedOut:
    """What a page needs to show the view: the iframe, no larger than asked."""
    asked, own = urlsplit(url), request.url
    if asked.netloc != own.netloc or not asked.path.startswith("/embed/"):
        raise NotFound(f"{url[:200]!r} is no frozen view of this server; give {own.scheme}://{own.netloc}/embed/…")
    id = asked.path.removeprefix("/embed/")
    title = str(json.loads(kept.read(id))["title"])
    width, height = min(WIDTH, maxwidth), min(HEIGHT, maxheight)
    html = _iframe(str(request.url_for("embedded", id=id)), title, width, height)
    return OEmbedOut(title=title, provider_url=str(request.base_url), html=html, width=width, height=height)


@pages.get("/embed/{id}", name="embedded")
def embedded(kept: Kept, request: Request, id: str) -> Response:
    """The page for an iframe, the data inside it; of a view that is gone, to a browser, a page that says so."""
    try:
        frozen = kept.read(id)
    except NotFound:
        if preferred(request.headers.get("accept", ""), (MEDIA_TYPE, HTML)) != HTML:
            raise
        return FileResponse(PAGES / "gone.html", status_code=404, headers=EMBEDDED)
    template = BUILT / "embed.html"
    if not template.is_file():
        raise HTTPException(503, MISSING)
    title = str(json.loads(frozen)["title"])
    address = request.url_for("oembed").include_query_params(url=str(request.url_for("embedded", id=id)))
    inside = (
        f"<title>{escape(title)}</title>"
        f'<link rel="alternate" type="application/json+oembed" href="{escape(str(address))}">'
        f'<script type="application/json" id="view">{_inside(frozen)}</script>'
    )
    page = template.read_text(encoding="utf-8").replace(PLACE, inside)
    return HTMLResponse(page, headers=EMBEDDED)


def _inside(frozen: bytes) -> str:
    """JSON that stands in a page: no name within it can end its element."""
    return frozen.decode().replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@pages.get("/embed/{id}/data.json")
def data(kept: Kept, id: str) -> Response:
    """The data of a frozen view, as it was kept."""
    headers = {"Content-Disposition": f'attachment; filename="xunji-{id[:8]}.json"'}
    return Response(kept.read(id), media_type="application/json", headers=headers)
