"""What a reading query may do on a Neo4j server, told from the plan that the server made of it.

The guard has parsed the query by then; this is the second look, at what the server's own parser made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph_builder.cypher.allowed import PROCEDURES
from graph_builder.stores.errors import QueryRefused

READS = "r"
"""The query type of a statement that only reads; the others write, or change the schema or the server."""

# https://neo4j.com/docs/cypher-manual/5/planning-and-tuning/operators/operators-detail/ without those that write, read
# files (LoadCSV), show or change the server, or open other transactions.
READING = """
AllNodesScan PartitionedAllNodesScan NodeByLabelScan PartitionedNodeByLabelScan NodeByElementIdSeek NodeByIdSeek
UnionNodeByLabelsScan PartitionedUnionNodeByLabelsScan IntersectionNodeByLabelsScan
PartitionedIntersectionNodeByLabelsScan SubtractionNodeByLabelsScan PartitionedSubtractionNodeByLabelsScan
NodeIndexSeek NodeIndexSeekByRange NodeIndexScan NodeIndexContainsScan NodeIndexEndsWithScan NodeUniqueIndexSeek
NodeUniqueIndexSeekByRange MultiNodeIndexSeek AssertSameNode PartitionedNodeIndexSeek PartitionedNodeIndexScan
PartitionedNodeIndexSeekByRange
DirectedAllRelationshipsScan UndirectedAllRelationshipsScan PartitionedDirectedAllRelationshipsScan
PartitionedUndirectedAllRelationshipsScan DirectedRelationshipTypeScan UndirectedRelationshipTypeScan
PartitionedDirectedRelationshipTypeScan PartitionedUndirectedRelationshipTypeScan
DirectedUnionRelationshipTypesScan UndirectedUnionRelationshipTypesScan
PartitionedDirectedUnionRelationshipTypesScan PartitionedUndirectedUnionRelationshipTypesScan
DirectedRelationshipByElementIdSeek UndirectedRelationshipByElementIdSeek
DirectedRelationshipByIdSeek UndirectedRelationshipByIdSeek
DirectedRelationshipIndexSeek UndirectedRelationshipIndexSeek DirectedRelationshipIndexSeekByRange
UndirectedRelationshipIndexSeekByRange DirectedRelationshipIndexScan UndirectedRelationshipIndexScan
DirectedRelationshipIndexContainsScan UndirectedRelationshipIndexContainsScan
DirectedRelationshipIndexEndsWithScan UndirectedRelationshipIndexEndsWithScan
PartitionedDirectedRelationshipIndexSeek PartitionedUndirectedRelationshipIndexSeek
PartitionedDirectedRelationshipIndexScan PartitionedUndirectedRelationshipIndexScan
PartitionedDirectedRelationshipIndexSeekByRange PartitionedUndirectedRelationshipIndexSeekByRange
NodeCountFromCountStore RelationshipCountFromCountStore
Expand(All) Expand(Into) OptionalExpand(All) OptionalExpand(Into) VarLengthExpand(All) VarLengthExpand(Into)
VarLengthExpand(Pruning) VarLengthExpand(Pruning,BFS,All) VarLengthExpand(Pruning,BFS,Into)
VarLengthExpand(Pruning,All) VarLengthExpand(Pruning,Into) VarLengthExpand(Pruning,BFS)
BFSPruningVarLengthExpand(All) BFSPruningVarLengthExpand(Into)
ShortestPath AllShortestPaths StatefulShortestPath(All) StatefulShortestPath(Into) Repeat(Trail) NullifyMetadata
Argument Apply SemiApply AntiSemiApply LetSemiApply LetAntiSemiApply SelectOrSemiApply SelectOrAntiSemiApply
LetSelectOrSemiApply LetSelectOrAntiSemiApply ConditionalApply AntiConditionalApply RollUpApply CacheProperties
RemoteBatchProperties Filter Optional Projection Distinct OrderedDistinct EagerAggregation OrderedAggregation
Aggregation Eager EmptyRow EmptyResult ProduceResults ProduceResult Sort PartialSort Top PartialTop Top1WithTies
Limit ExhaustiveLimit Skip Unwind PartitionedUnwind Union OrderedUnion CartesianProduct NodeHashJoin ValueHashJoin
NodeLeftOuterHashJoin NodeRightOuterHashJoin LeftOuterHashJoin RightOuterHashJoin TriadicSelection TriadicBuild
TriadicFilter Input ProcedureCall
"""
OPERATORS = frozenset(READING.split())


def check_plan(query_type: str | None, plan: Mapping[str, Any] | None) -> None:
    """Raise QueryRefused unless the plan only reads, by operators and procedures on the lists."""
    if query_type != READS or not plan:
        raise _refused("it does not only read")
    for step in _steps(plan):
        operator = step["operatorType"].partition("@")[0]
        if operator not in OPERATORS:
            raise _refused(f"the server would carry it out by {operator}, which is not on the list of the allowed")
        if operator == "ProcedureCall" and _procedure(step).lower() not in PROCEDURES:
            raise _refused(f"procedure {_procedure(step)} is not on the list of the allowed")


def _steps(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    waiting = [plan]
    while waiting:
        step = waiting.pop()
        yield step
        waiting += step.get("children", [])


def _procedure(step: Mapping[str, Any]) -> str:
    """`db.labels` of the details `db.labels() :: (label :: STRING)`."""
    return str(step.get("args", {}).get("Details", "")).partition("(")[0].strip()


def _refused(why: str) -> QueryRefused:
    return QueryRefused(f"the query is refused: {why}", 1, 1)
