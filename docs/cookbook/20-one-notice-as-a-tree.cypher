// What does one notice tell, problem by problem?
MATCH (r:Report)-[:REPORTS_ON]->(:Inspection)-[:FOUND]->(p:Problem)
WHERE r.name STARTS WITH '中共云澜市望溪区住房和城乡建设局党组'
OPTIONAL MATCH (p)<-[:ADDRESSES]-(m:Measure)
WITH p, m ORDER BY m.ordinal
WITH p, collect(m { .ordinal, .name }) AS measures
RETURN p { .ordinal, .name, .status } AS problem, measures
ORDER BY p.ordinal
LIMIT 3
