"""Hatch's build hook: a wheel holds the built explorer.

Without Node.js or the npm registry the wheel is made without it, and says so; XUNJI_REQUIRE_EXPLORER=1 makes that a
failure. An editable install builds nothing: `make explorer` does.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface  # type: ignore[import-not-found]

sys.path.insert(0, str(Path(__file__).parent))

from building import NODE_PACKAGE, REMEDY, NotBuilt, build, machine_has_node  # type: ignore[import-not-found]


class ExplorerHook(BuildHookInterface):  # type: ignore[misc]
    """Builds `visualizations/explorer/dist` before the wheel is packed."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        return [] if machine_has_node() else [NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        try:
            build()
        except NotBuilt as fault:
            if os.environ.get("XUNJI_REQUIRE_EXPLORER"):
                raise
            self.app.display_warning(f"The explorer was not built. {fault}\n{REMEDY}")
