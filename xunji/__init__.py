"""Ask a graph from Python: `xunji.connect("graph.kgl")`, or `xunji.connect("https://graph.example.org", token=…)`.

The same calls give the same records, whether the store lies here or behind a server.
"""

from __future__ import annotations

from xunji.client import Client, connect
from xunji.errors import ClientError, MissingPandas, Refused, Unreachable
from xunji.results import Part, Table

__all__ = ["Client", "ClientError", "MissingPandas", "Part", "Refused", "Table", "Unreachable", "connect"]
