// Which problems have no measure?
MATCH (p:Problem)
WHERE NOT (p)<-[:ADDRESSES]-(:Measure)
RETURN p.name AS problem
ORDER BY problem
