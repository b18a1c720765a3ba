"""From a view to a scene."""

from __future__ import annotations

from visualizations.columns import columns
from visualizations.network import network
from visualizations.scene import Scene
from visualizations.views import View


def laid_out(view: View) -> Scene:
    """Where everything in the view stands; the same view gives the same scene."""
    return columns(view) if view.layout == "columns" else network(view)
