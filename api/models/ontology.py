"""The ontology, as the API tells it."""

from __future__ import annotations

from pydantic import BaseModel, Field


class PropertyOut(BaseModel):
    name: str = Field(examples=["status"])
    zh: str = Field(examples=["状态"])
    en: str = Field(examples=["status"])
    values: dict[str, tuple[str, str]] = Field(
        description="The allowed values by code, each with its Chinese and English name; empty: any value.",
        examples=[{"completed": ("已完成", "completed")}],
    )


class LabelOut(BaseModel):
    name: str = Field(examples=["Agency"])
    zh: str = Field(examples=["机构"])
    en: str = Field(examples=["Agency"])
    comment_zh: str = Field(description="What it means, in Chinese.", examples=["党政机关、部门、事业单位及其党组织。"])
    comment_en: str = Field(description="What it means, in English.", examples=["A body of party or government."])
    colour: str = Field(examples=["#0072B2"])
    edge: str = Field(description="The colour of an outline that stands out from white.", examples=["#0072B2"])
    ink: str = Field(description="The colour of what is drawn on `colour`.", examples=["#FFFFFF"])
    icon: str = Field(description="A name of the Lucide icons.", examples=["landmark"])
    drawing: str = Field(description="The icon's lines as an SVG path on 24 × 24.", examples=["M10 18v-7"])
    entity: bool = Field(description="It exists outside the notices and is found by its names.")
    properties: list[PropertyOut]


class TypeOut(BaseModel):
    name: str = Field(examples=["ADDRESSES"])
    zh: str = Field(examples=["整改"])
    en: str = Field(examples=["addresses"])
    comment_zh: str = Field(description="What it means, in Chinese.", examples=["措施针对问题。"])
    comment_en: str = Field(description="What it means, in English.", examples=["A measure answers a problem."])
    starts: list[str] = Field(examples=[["Measure"]])
    ends: list[str] = Field(examples=[["Problem"]])
    properties: list[PropertyOut]


class OntologyOut(BaseModel):
    version: str = Field(examples=["0.1.0"])
    labels: list[LabelOut]
    relationships: list[TypeOut]
