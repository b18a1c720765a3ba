"""Reconciliation: which node of the graph a name in somebody's table means (W3C Reconciliation API 0.2)."""
