"""The command line `xunji`."""

from graph_builder.cli.app import main

__all__ = ["main"]
