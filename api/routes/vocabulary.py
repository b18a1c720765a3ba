"""The ontology at its own address, as the client would rather have it: a page, Turtle, JSON-LD or RDF/XML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import rdflib
from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.conduct.accepting import agreed
from api.conduct.headers import POLICY
from ontology import context, shapes
from ontology.loading import PACKAGED, load
from ontology.page import page

router = APIRouter(include_in_schema=False)

TYPES: Mapping[str, str] = {
    "text/html": "html",
    "text/turtle": "ttl",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
}
"""Media type to suffix, the first for clients that take anything."""


@cache
def _serialised(format: str) -> str:
    return rdflib.Graph().parse(PACKAGED, format="turtle").serialize(format=format)


FILES: Mapping[str, tuple[str, Callable[[], str]]] = {
    "html": ("text/html", lambda: page().html),
    "ttl": ("text/turtle", lambda: PACKAGED.read_text(encoding="utf-8")),
    "jsonld": ("application/ld+json", lambda: _serialised("json-ld")),
    "rdf": ("application/rdf+xml", lambda: _serialised("xml")),
    "context.jsonld": ("application/ld+json", lambda: context.PACKAGED.read_text(encoding="utf-8")),
    "shapes.ttl": ("text/turtle", lambda: shapes.SHAPES.read_text(encoding="utf-8")),
    "rules.ttl": ("text/turtle", lambda: shapes.RULES.read_text(encoding="utf-8")),
}
"""Suffix to media type and text."""


@router.api_route("/ontology", methods=["GET", "HEAD"])
def ontology(request: Request) -> Response:
    """`https://w3id.org/xunji/ontology` leads here."""
    return _file(TYPES[agreed(request.headers.get("accept", ""), list(TYPES))])


@router.api_route("/ontology.{suffix}", methods=["GET", "HEAD"])
def ontology_file(suffix: str) -> Response:
    if suffix not in FILES:
        raise HTTPException(404, f"there is no ontology.{suffix}; there are {', '.join(FILES)}")
    return _file(suffix)


@router.api_route("/ontology/{version}", methods=["GET", "HEAD"])
def ontology_of_a_version(version: str, request: Request) -> Response:
    """`https://w3id.org/xunji/ontology/0.1.0`: this server knows one version, its own."""
    if version != load().version:
        raise HTTPException(404, f"there is no version {version} here; this is {load().version}")
    return ontology(request)


def _file(suffix: str) -> Response:
    media_type, text = FILES[suffix]
    headers = {"Vary": "Accept"}
    if suffix == "html":
        headers["Content-Security-Policy"] = POLICY.replace("style-src 'self'", f"style-src '{page().style_hash}'")
    return Response(text(), headers=headers, media_type=media_type)
