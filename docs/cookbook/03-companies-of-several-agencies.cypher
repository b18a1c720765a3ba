// Which companies are named in notices about more than one agency?
MATCH (c:Company)-[:APPEARS_IN]->(:Report)-[:REPORTS_ON]->(:Inspection)-[:INSPECTED]->(a:Agency)
WITH DISTINCT c, a ORDER BY a.name
WITH c, collect(a.name) AS agencies
WHERE size(agencies) > 1
RETURN c.name AS company, agencies
ORDER BY company
