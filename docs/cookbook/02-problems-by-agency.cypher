// How many problems were found at each agency, and how many of them are done?
MATCH (a:Agency)<-[:INSPECTED]-(:Inspection)-[:FOUND]->(p:Problem)
WITH DISTINCT a, p
RETURN a.name AS agency, count(p) AS problems, sum(CASE p.status WHEN 'completed' THEN 1 ELSE 0 END) AS done
ORDER BY problems DESC, agency
