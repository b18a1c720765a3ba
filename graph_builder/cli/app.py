"""`xunji`: the commands put together, and what the user sees when one fails."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint, entry_points, version
from io import TextIOWrapper
from typing import Annotated, Any

import typer

from graph_builder.cli.commands import ALL
from graph_builder.cli.lines import log, one_line
from graph_builder.cli.sharing import shared
from ontology.errors import XunjiError

PLUGINS = "xunji.commands"
"""The entry points that add commands. Their modules are loaded with every command: heavy imports belong inside."""

Command = Callable[..., Any]


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"xunji {version('xunji')}")
        raise typer.Exit


def start(
    context: typer.Context,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program a fault arose.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Xunji reads inspection-rectification notices (巡察整改通报) into a graph in which every fact leads back
    to its sentence.

    \b
    Start here:
      xunji build notices/                      read a folder of notices into ./graph.kgl
      xunji stats                               what is in the graph
      xunji show 财政局                         one entity, its links and their sentences
      xunji query "MATCH (p:Problem) RETURN p.name LIMIT 5"

    Results go to standard output, everything else to standard error. `xunji COMMAND --help` shows an example.
    """
    logging.basicConfig(stream=sys.stderr, format="%(message)s")
    log.setLevel(logging.DEBUG if debug else logging.INFO)
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def create_app(plugins: Sequence[EntryPoint] = ()) -> typer.Typer:
    """The application: our commands, then those of `plugins`."""
    app = typer.Typer(
        name="xunji",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
        add_completion=False,
    )
    app.callback(invoke_without_command=True)(start)
    for command in ALL:
        app.command(command.__name__.strip("_"))(shared(command))
    for plugin in plugins:
        app.command(plugin.name)(shared(_loaded(plugin)))
    return app


def _loaded(plugin: EntryPoint) -> Command:
    try:
        command: Command = plugin.load()
    except Exception as fault:
        return _broken(plugin, one_line(f"{type(fault).__name__}: {fault}"))
    return command


def _broken(plugin: EntryPoint, reason: str) -> Command:
    def command() -> None:
        raise XunjiError(f"command {plugin.name}: {plugin.value} cannot be loaded ({reason}); install Xunji again")

    command.__doc__ = f"Cannot be loaded: {reason}"
    return command


def main() -> int:
    """Run the command in `sys.argv`; the exit code: 0, 1 for a fault, 2 for wrong usage, 130 for Ctrl-C."""
    _speak_utf8()
    try:
        return run(create_app(sorted(entry_points(group=PLUGINS))))
    except BrokenPipeError:
        # `xunji query … | head`: nobody listens any more. What is still buffered must not be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def run(app: typer.Typer, arguments: Sequence[str] | None = None) -> int:
    """Run one command of `app`. Every fault becomes one line on standard error."""
    try:
        code = app(arguments, standalone_mode=False, prog_name="xunji")
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except typer.TyperException as wrong:
        command = getattr(getattr(wrong, "ctx", None), "command_path", "xunji")
        _complain(f"{one_line(wrong.format_message())} See `{command} --help`.")
        return wrong.exit_code
    except XunjiError as fault:
        _complain(str(fault))
        log.debug("", exc_info=fault)
    except (BrokenPipeError, typer.Abort):
        raise BrokenPipeError from None
    except KeyboardInterrupt:
        return 130
    except Exception as bug:
        _complain(f"{_where(bug)}; this is a fault in Xunji: please report it, with what `xunji --debug …` shows")
        log.debug("", exc_info=bug)
    return 1


def _complain(message: str) -> None:
    print(f"xunji: error: {one_line(message)}", file=sys.stderr)


def _where(bug: Exception) -> str:
    """`KeyError: 'x' (show.py, line 12)`"""
    at = traceback.extract_tb(bug.__traceback__)[-1]
    return f"{type(bug).__name__}: {bug} ({os.path.basename(at.filename)}, line {at.lineno})"


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
