"""SPARQL over the graph: a guard, a dataset on disk that follows the store, processes that answer and can be ended."""
