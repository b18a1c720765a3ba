// Which notices declare another number of problems than they tell?
MATCH (r:Report)-[:REPORTS_ON]->(i:Inspection)
WITH r, i, COUNT { (i)-[:FOUND]->(:Problem) } AS found
WHERE i.declared_problems <> found
RETURN r.name AS notice, i.declared_problems AS declared, found
ORDER BY notice
