// Which themes trouble more than two agencies, and which are these?
MATCH (a:Agency)<-[:INSPECTED]-(:Inspection)-[:FOUND]->(:Problem)-[:HAS_THEME]->(t:Theme)
WITH DISTINCT t, a ORDER BY a.name
WITH t, collect(a.name) AS agencies
WHERE size(agencies) > 2
RETURN t.name AS theme, size(agencies) AS number, agencies[..3] AS first_three
ORDER BY number DESC, theme
