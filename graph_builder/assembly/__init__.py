"""Nodes and relationships of one notice, each with its evidence."""
