"""The quality harness: `python -m benchmarks.quality` sets what is extracted beside what a careful reader found.

Gold annotations (a JSON file a notice) -> `gold.Gold`; the notice itself -> `ontology.records.Graph`;
`scoring.score` sets one against the other; `table`, `runs` and `floors` tell of it.
"""
