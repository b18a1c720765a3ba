"""Views of a `Subgraph` for people and for reports."""
