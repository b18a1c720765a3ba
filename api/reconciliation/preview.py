"""The card that a reconciling program shows in a frame."""

from __future__ import annotations

import base64
from hashlib import sha256

from jinja2 import Environment

from api.reader import Reader
from api.reconciliation.facts import facts
from api.reconciliation.matching import forms_of
from ontology.records import Node

STYLE = (
    "body{font:14px/1.5 system-ui,sans-serif;margin:12px;color:#1b1f24}"
    "h1{font-size:16px;margin:0}p{margin:4px 0;color:#57606a}"
)

HEADERS = {
    # A page of OpenRefine on this machine may show it in a frame; it runs nothing and fetches nothing.
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; "
    f"style-src 'sha256-{base64.b64encode(sha256(STYLE.encode()).digest()).decode()}'; "
    "frame-ancestors 'self' http://127.0.0.1:* http://localhost:*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}

CARD = Environment(autoescape=True).from_string(
    """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{{ name }}</title><style>{{ style }}</style></head>
<body><h1>{{ name }}</h1><p>{{ kind }}</p>
{%- if others %}<p>又名:{{ others|join("、") }}</p>{% endif %}
{%- if notices %}<p>见于:{{ notices|join(";") }}</p>{% endif %}</body></html>"""
)

MOST = 3


def preview(graph: Reader, node: Node) -> str:
    """Name, type, other names and notices of a node as an HTML page; all of it escaped."""
    name, *others = forms_of(node)
    label = graph.ontology.labels[node.label]
    notices = [fact.text for fact in facts(graph, node, ["APPEARS_IN"])["APPEARS_IN"]]
    return CARD.render(
        name=name, style=STYLE, kind=f"{label.zh} {label.en}", others=others[:MOST], notices=notices[:MOST]
    )
