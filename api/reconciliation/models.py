"""What the service gives and takes, as the Reconciliation API 0.2 names it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from api.conduct.origins import RECONCILIATION
from ontology.rdf import DATA
from ontology.terms import XJ


class Named(BaseModel):
    id: str = Field(examples=["Company"])
    name: str = Field(examples=["企业 Company"])


class ServicePoint(BaseModel):
    service_url: str = Field(examples=[f"http://127.0.0.1:8000{RECONCILIATION}"])
    service_path: str = Field(examples=["/suggest/entity"])


class Suggesters(BaseModel):
    entity: ServicePoint
    type: ServicePoint
    property: ServicePoint


class Extender(BaseModel):
    propose_properties: ServicePoint
    property_settings: list[JsonValue] = []


class Pattern(BaseModel):
    url: str = Field(examples=["http://127.0.0.1:8000/api/v1/reconcile/preview?id={{id}}"])


class Preview(Pattern):
    width: int = 400
    height: int = 160


class Manifest(BaseModel):
    """What the service can do."""

    versions: list[Literal["0.2"]] = ["0.2"]
    name: str = Field(examples=["Xunji 巡迹"])
    identifierSpace: str = Field(examples=[str(DATA)])
    schemaSpace: str = Field(examples=[str(XJ)])
    defaultTypes: list[Named]
    view: Pattern
    preview: Preview
    suggest: Suggesters
    extend: Extender

    @classmethod
    def of(cls, base: str, types: list[Named]) -> Manifest:
        """The manifest of a server at `base` (http://127.0.0.1:8000)."""

        def at(path: str) -> ServicePoint:
            return ServicePoint(service_url=base + RECONCILIATION, service_path=path)

        return cls(
            name="Xunji 巡迹",
            identifierSpace=str(DATA),
            schemaSpace=str(XJ),
            defaultTypes=types,
            view=Pattern(url=base + "/?page=entity&id={{id}}"),
            preview=Preview(url=f"{base}{RECONCILIATION}/preview?id={{{{id}}}}"),
            suggest=Suggesters(
                entity=at("/suggest/entity"), type=at("/suggest/type"), property=at("/suggest/property")
            ),
            extend=Extender(propose_properties=at("/properties")),
        )


class PropertyValue(BaseModel):
    """A further cell of the row: text, or the entity that it was reconciled to."""

    pid: str = Field(min_length=1, max_length=50)
    v: JsonValue


class Query(BaseModel):
    """A name to match. Unknown types find nothing."""

    model_config = ConfigDict(extra="ignore")
    query: str = Field(min_length=1, max_length=200)
    type: str | list[str] | None = None
    limit: int = Field(default=5, ge=1, le=25)
    properties: list[PropertyValue] = Field(default=[], max_length=10)


class Feature(BaseModel):
    id: str = Field(examples=["name"])
    value: float = Field(description="0 to 100.", examples=[87.5])


class Match(Named):
    type: list[Named]
    score: float = Field(description="0 to 100.", examples=[93.3])
    match: bool = Field(description="It is the one that is meant: good enough and far before the next.")
    features: list[Feature]


class Matches(BaseModel):
    result: list[Match]


class Suggestion(Named):
    description: str = ""


class Suggestions(BaseModel):
    result: list[Suggestion]


class ExtensionProperty(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: str = Field(min_length=1, max_length=50)


class Extension(BaseModel):
    """Which entities, and which of their properties."""

    model_config = ConfigDict(extra="ignore")
    ids: list[str] = Field(max_length=100)
    properties: list[ExtensionProperty] = Field(min_length=1, max_length=20)


class TextCell(BaseModel):
    str: str


Cell = Named | TextCell


class Extended(BaseModel):
    meta: list[Named]
    rows: dict[str, dict[str, list[Cell]]]


class Proposed(BaseModel):
    type: str = Field(examples=["Company"])
    limit: int = Field(examples=[50])
    properties: list[Named]
