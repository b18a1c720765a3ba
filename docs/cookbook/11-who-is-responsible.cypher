// Who is responsible for which measure?
MATCH (a:Agency)-[r:RESPONSIBLE_FOR]->(m:Measure)
RETURN a.name AS agency, r.role AS role, m.name AS measure
ORDER BY agency, role, measure
LIMIT 6
