// Who holds or held which post?
MATCH (p:Person)-[h:HOLDS_POST]->(b:Agency|Company)
RETURN DISTINCT p.name AS person, h.title AS post, b.name AS body
ORDER BY person, post
