// What was done about problems with bidding?
MATCH (m:Measure)-[a:ADDRESSES]->(p:Problem)
WHERE p.name CONTAINS '招标' OR p.text CONTAINS '招标'
RETURN p.name AS problem, m.text AS measure
ORDER BY problem, measure
