"""What can go wrong with a SPARQL query; the rest is as with Cypher."""

from __future__ import annotations

from graph_builder.stores.errors import QueryRefused, QuerySyntax


class SparqlSyntax(QuerySyntax):
    """The query is not SPARQL 1.1."""

    language = "SPARQL"


class SparqlRefused(QueryRefused):
    """The query would write, or reach beyond this graph."""

    language = "SPARQL"
