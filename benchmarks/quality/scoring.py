"""One extracted graph against the gold annotation of the same notice.

Header: each fact that the gold has. Problems and measures: by title, one to one. Pairing: the share of the gold's
measures that answer the right problem. Entities: by any shared surface form. Links: from items to the required
entities that they name. Policy actions: what was done with each policy.
"""

from __future__ import annotations

from ontology.records import Graph

from .entities import score_actions, score_entities, score_links
from .gold import Gold
from .header import score_header
from .index import index
from .items import match_items, score_items
from .tally import COLUMNS, Scores, Tally


def score(gold: Gold, graph: Graph) -> Scores:
    """A tally for each of `COLUMNS`, in their order."""
    indexed = index(graph)
    matched = match_items(gold, indexed)
    scores: dict[str, Tally] = {
        "header": score_header(gold.header, indexed),
        **score_items(gold, indexed, matched),
        **score_entities(gold, indexed),
        "links": score_links(gold, indexed, matched),
        "policy_actions": score_actions(gold, indexed, matched),
    }
    return {column: scores[column] for column in COLUMNS}
