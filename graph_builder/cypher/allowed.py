"""What a reading query may use. Whatever is not here is refused; both engines get the same list."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CLAUSES = ("MATCH", "OPTIONAL MATCH", "WHERE", "UNWIND", "WITH", "RETURN", "CALL", "UNION")

STARTERS = _words("MATCH OPTIONAL UNWIND WITH RETURN CALL")

# Only for a better message: these are refused because they are not in CLAUSES.
WRITING = _words("CREATE MERGE SET DELETE DETACH NODETACH REMOVE FOREACH DROP INSERT ALTER GRANT REVOKE DENY RENAME")

# Words that stand in back quotes when they are names, whatever the author wrote, so that no engine reads
# them otherwise: `n.end` becomes n.`end`.
RESERVED = WRITING | _words(
    """
    ALL AND ANY AS ASC ASCENDING BY CALL CASE COLLECT CONTAINS COUNT CSV CYPHER DESC DESCENDING DISTINCT
    ELSE END ENDS EXCEPT EXISTS EXPLAIN FALSE FIELDTERMINATOR FILTER FINISH FOR FORMAT FROM HAVING HEADERS
    IN INTERSECT IS LET LIMIT LOAD MATCH NEXT NONE NOT NULL NULLS OFFSET ON OPTIONAL OR ORDER OVER PARTITION
    PROFILE RETURN SEARCH SHOW SINGLE SKIP STARTS THEN TRUE UNION UNWIND USE USING WHEN WHERE WITH XOR YIELD
    """
)

# https://neo4j.com/docs/cypher-manual/5/functions/ without those that read files or the network, in small
# letters, since case does not matter.
FUNCTIONS = _words(
    """
    all any exists isEmpty none single
    char_length character_length coalesce elementId endNode head id last length nullIf properties randomUUID
    size startNode timestamp toBoolean toBooleanOrNull toFloat toFloatOrNull toInteger toIntegerOrNull type
    valueType
    avg collect count max min percentileCont percentileDisc stDev stDevP sum
    keys labels nodes range reduce relationships reverse tail
    toBooleanList toFloatList toIntegerList toStringList
    abs ceil floor isNaN rand round sign e exp log log10 sqrt
    acos asin atan atan2 cos cosh cot coth degrees haversin pi radians sin sinh tan tanh
    btrim left lower ltrim normalize replace right rtrim split substring toLower toString toStringOrNull
    toUpper trim upper
    point point.distance point.withinBBox
    date date.truncate date.realtime date.statement date.transaction
    datetime datetime.truncate datetime.realtime datetime.statement datetime.transaction
    datetime.fromEpoch datetime.fromEpochMillis
    localdatetime localdatetime.truncate localtime localtime.truncate time time.truncate
    duration duration.between duration.inDays duration.inMonths duration.inSeconds
    shortestPath allShortestPaths
    """.lower()
)

SEARCHING = _words("db.index.fulltext.queryNodes db.index.fulltext.queryRelationships".lower())
"""Begin with the name of an index."""

# Refused in a database that others use too: what they show is others' as well.
OF_ALL = _words("db.schema.visualization db.schema.nodeTypeProperties db.schema.relTypeProperties".lower())

PROCEDURES = _words("db.labels db.relationshipTypes db.propertyKeys".lower()) | OF_ALL | SEARCHING
