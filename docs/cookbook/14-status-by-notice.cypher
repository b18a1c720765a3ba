// How far along is each notice?
MATCH (r:Report)-[:REPORTS_ON]->(:Inspection)-[:FOUND]->(p:Problem)
WITH DISTINCT r, p
RETURN r.name AS notice, count(p) AS problems, count(p.status) AS with_status,
       count(CASE WHEN p.status = 'completed' THEN 1 END) AS completed, count(CASE WHEN p.status = 'ongoing' THEN 1 END) AS ongoing
ORDER BY notice
