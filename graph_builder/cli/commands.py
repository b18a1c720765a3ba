"""The commands as their users see them: arguments, options, help.

What a command does is in the module of its name, imported when it runs and not above: extraction loads scipy, the
stores load rdflib, and `xunji --help` should not wait for either.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_builder.cli.options import DEFAULT_STORE, Format, Part, Severity, SparqlFormat, StoreAddress, TwoFormats


def build(
    paths: Annotated[list[str], typer.Argument(metavar="PATHS...", help="Files, folders, or patterns in quotes.")],
    store: StoreAddress = DEFAULT_STORE,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes that read; by default one a core for large builds.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Read notices into a graph, and keep it up to date.

    A notice that is stored already is left alone; one that changed replaces what it said before, and nothing else.
    Files that cannot be read are named, the others are stored, and the exit code is 1. Stop it and start it again
    whenever you like: what was reported as stored stays.

    \b
    Examples:
      xunji build notices/
      xunji build "2024/**/*.txt" extra.md --store county.kgl
    """
    from graph_builder.cli.build import run

    if not run(paths, store, workers, quiet):
        raise typer.Exit(1)


def extract(
    file: Annotated[Path, typer.Argument(help="One notice.", show_default=False)],
    format: Annotated[TwoFormats, typer.Option(help="json: the whole graph; table: an overview.")] = TwoFormats.json,
) -> None:
    """Show what one notice says, without storing it.

    \b
    Examples:
      xunji extract notice.txt --format table
      xunji extract notice.txt | jq '.nodes[] | select(.labels[0] == "Problem") | .properties.name'
    """
    from graph_builder.cli.extract import run

    run(file, format)


def query(
    cypher: Annotated[str, typer.Argument(help="A reading Cypher query; - takes it from standard input.")],
    store: StoreAddress = DEFAULT_STORE,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A value for $NAME; repeatable.")
    ] = None,
    format: Annotated[Format, typer.Option(help="How to print the rows.")] = Format.table,
    rows: Annotated[int, typer.Option("--rows", min=1, help="Rows to print at most.")] = 10_000,
    seconds: Annotated[float, typer.Option("--seconds", min=0.001, help="Time that it may take.")] = 30.0,
) -> None:
    """Ask the graph a question in Cypher.

    Queries only read. `xunji ontology` lists the names to use in them. A value of --param is taken as JSON where it
    is JSON (3, true, ["a", "b"]), else as text; write '"3"' for the text 3. With --format json the answer is an
    array with one object a row.

    \b
    Examples:
      xunji query "MATCH (m:Measure)-[:ADDRESSES]->(p:Problem) RETURN p.name, m.text LIMIT 5"
      xunji query 'MATCH (a:Agency {name: $who})--(b) RETURN labels(b), b.name' -p who=财政局 --format csv
    """
    from graph_builder.cli.parameters import parameters
    from graph_builder.cli.query import run
    from graph_builder.stores.interface import Limits

    run(cypher, store, parameters(param or []), Limits(rows=rows, seconds=seconds), format)


def sparql(
    query: Annotated[str, typer.Argument(help="A SPARQL 1.1 query; - takes it from standard input.")],
    store: StoreAddress = DEFAULT_STORE,
    format: Annotated[SparqlFormat, typer.Option(help="How to print rows; a graph is Turtle.")] = SparqlFormat.table,
    rows: Annotated[int, typer.Option("--rows", min=1, help="Rows, or triples, to print at most.")] = 10_000,
    seconds: Annotated[float, typer.Option("--seconds", min=0.001, help="Time that it may take.")] = 30.0,
) -> None:
    """Ask the graph a question in SPARQL.

    Queries only read, and only this graph. The prefixes xj (the ontology), xjd (nodes), rdf, rdfs, prov, oa, skos and
    xsd need not be declared; `GRAPH ?notice { … }` tells what one notice says. The first question after a build makes
    the RDF dataset beside the store, or brings it up to date.

    \b
    Examples:
      xunji sparql "SELECT ?name { ?p a xj:Problem ; xj:name ?name } LIMIT 5"
      xunji sparql "SELECT ?name (COUNT(?r) AS ?notices) { ?a a xj:Agency ; xj:name ?name ; xj:appearsIn ?r }
                    GROUP BY ?name ORDER BY DESC(?notices)" --format csv
    """
    from graph_builder.cli.sparql import run
    from graph_builder.stores.interface import Limits

    run(query, store, Limits(rows=rows, seconds=seconds), format)


def show(
    name: Annotated[str, typer.Argument(help="A name, a part of one, or an id.")],
    store: StoreAddress = DEFAULT_STORE,
    label: Annotated[str | None, typer.Option("--label", "-l", help="Only nodes of this label: Agency.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Links to show of each type and direction.")] = 20,
    format: Annotated[TwoFormats, typer.Option(help="How to print it.")] = TwoFormats.table,
) -> None:
    """Show one entity with its links and their sentences.

    A name that fits several nodes lists them with their ids; then give the id, or narrow it with --label. What was
    read stands in 【】 within its sentence.

    \b
    Examples:
      xunji show 财政局
      xunji show 财政局 --label Agency --limit 5
      xunji show agency-3f2a9c1b7d4e5f60 --format json
    """
    from graph_builder.cli.show import run

    run(name, store, label, limit, format)


def stats(
    store: StoreAddress = DEFAULT_STORE,
    format: Annotated[TwoFormats, typer.Option(help="How to print the counts.")] = TwoFormats.table,
) -> None:
    """Count nodes by label and relationships by type.

    \b
    Examples:
      xunji stats
      xunji stats --format json | jq .nodes.Problem
    """
    from graph_builder.cli.stats import run

    run(store, format)


def audit(
    report: Annotated[str | None, typer.Argument(metavar="[REPORT]", help="The id of one notice.")] = None,
    store: StoreAddress = DEFAULT_STORE,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.table,
) -> None:
    """Set what each notice declares (4方面28个问题) beside what was found in it, with the sentence.

    \b
    Examples:
      xunji audit
      xunji audit --format csv > audit.csv
    """
    from graph_builder.cli.audit import run

    run(store, report, format)


def validate(
    report: Annotated[
        list[str] | None, typer.Argument(metavar="[REPORT]...", help="Ids of notices; by default all.")
    ] = None,
    store: StoreAddress = DEFAULT_STORE,
    least: Annotated[Severity, typer.Option("--least", help="The least severity to show.")] = Severity.warning,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.table,
) -> None:
    """Check the graph against its shapes and rules (SHACL), with the sentence of whatever is wrong.

    A violation cannot be so: a missing property, an end of the wrong kind, dates in the wrong order (start ≤ end ≤
    feedback ≤ publication); then the exit code is 1. A warning is probably a misreading: a measure that answers
    nothing. Of interest (--least info) is a problem that no measure answers. It checks about one notice a second.

    \b
    Examples:
      xunji validate
      xunji validate report-0a64eb878a2847ca --least info --format json
    """
    from graph_builder.cli.validate import run

    if not run(store, report or [], least, format):
        raise typer.Exit(1)


def review(
    store: StoreAddress = DEFAULT_STORE,
    limit: Annotated[int, typer.Option(min=1, help="Doubts to show.")] = 200,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.table,
) -> None:
    """List the things that were kept apart although their names are alike, or merged with doubt, and why.

    \b
    Example:
      xunji review --format csv > doubts.csv
    """
    from graph_builder.cli.review import run

    run(store, limit, format)


def explain(
    id: Annotated[str, typer.Argument(help="A node's id, as show, query and extract print it.")],
    other: Annotated[
        str | None, typer.Argument(metavar="[ID2]", help="A second id: explains the links between the two.")
    ] = None,
    store: StoreAddress = DEFAULT_STORE,
    limit: Annotated[int, typer.Option(min=1, help="Sentences to show.")] = 20,
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.table,
) -> None:
    """Say which rule read a fact, from which sentence.

    One id explains a node; two ids explain the links between them. What was read stands in 【】 within its sentence.

    \b
    Examples:
      xunji explain agency-3f2a9c1b7d4e5f60
      xunji explain measure-0a1b2c3d4e5f6071 problem-8192a3b4c5d6e7f8
    """
    from graph_builder.cli.explain import run

    run([id] if other is None else [id, other], store, limit, format)


def ontology(
    part: Annotated[Part, typer.Argument(help="Which table.")] = Part.labels,
    format: Annotated[Format, typer.Option(help="How to print it; json and csv hold every column.")] = Format.table,
) -> None:
    """List the names that the graph uses and what they mean.

    \b
    Examples:
      xunji ontology relationships
      xunji ontology values --format csv > values.csv
    """
    from graph_builder.cli.ontology import run

    run(part, format)


def export(
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help="See above; by default, by FILE's suffix.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write, by default the screen.")
    ] = None,
    report: Annotated[
        list[str] | None, typer.Option("--report", "-r", metavar="ID", help="Only this notice; repeatable.")
    ] = None,
    around: Annotated[
        list[str] | None, typer.Option("--around", metavar="NAME", help="Only what lies around it; repeatable.")
    ] = None,
    hops: Annotated[int, typer.Option(min=0, max=4, help="How many steps around the names.")] = 1,
    store: StoreAddress = DEFAULT_STORE,
) -> None:
    """Write the graph, or a part of it, for other programs.

    The whole store is written, one record at a time, unless --report or --around say what to take. `xunji import`
    reads back what was exported whole or by notice.

    \b
    Formats:
      jsonl      one node or relationship a line, as Neo4j's APOC writes it          import reads it
      csv        nodes.csv and relationships.csv for neo4j-admin; a ZIP or a folder  import reads it
      cypher     statements for cypher-shell
      graphml    yEd, Gephi, igraph, networkx
      gexf       Gephi, with the colours of the views
      cytoscape  Cytoscape and cytoscape.js
      ftm        FollowTheMoney entities, for Aleph and its tools
      turtle     RDF to read, each relationship with its claim and its sentence      import reads it
      nquads     RDF with a named graph for each notice                              import reads it
      jsonld     RDF as JSON                                                         import reads it

    \b
    Examples:
      xunji export --output graph.jsonl
      xunji export --format csv --output tables/
      xunji export --around 财政局 --hops 2 --output finance.gexf
      xunji export --report report-0a64eb878a2847ca --format cypher | cypher-shell
    """
    from graph_builder.cli.export import Part, run

    run(store, format, output, Part(tuple(report or ()), tuple(around or ()), hops))


def import_(
    file: Annotated[Path, typer.Argument(help="What `xunji export` wrote.", show_default=False)],
    store: StoreAddress = DEFAULT_STORE,
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help="By default, by the file's suffix.")
    ] = None,
) -> None:
    """Load an exported graph into a store.

    Everything is read and checked against the ontology first; then each notice is stored whole, as `xunji build`
    stores it: one that is there already is left alone, one of the same source replaces what it said before.

    \b
    Examples:
      xunji import graph.jsonl --store copy.kgl
      xunji import graph.jsonl --store neo4j://localhost
    """
    from graph_builder.cli.importing import run

    run(file, store, format)


ALL = (build, extract, query, sparql, show, stats, audit, validate, review, explain, ontology, export, import_)
