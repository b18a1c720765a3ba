// What comes up in which place?
MATCH (place:Place)<-[:LOCATED_IN]-(:Agency)<-[:INSPECTED]-(:Inspection)-[:FOUND]->(p:Problem)-[:HAS_THEME]->(t:Theme)
WITH place, t, count(DISTINCT p) AS problems
WHERE problems > 1
RETURN place.name AS place, t.name AS theme, problems
ORDER BY place, problems DESC, theme
