// What are the problems about?
MATCH (p:Problem)-[:HAS_THEME]->(t:Theme)
RETURN t.code AS code, t.name AS theme, count(DISTINCT p) AS problems
ORDER BY problems DESC, code
LIMIT 10
