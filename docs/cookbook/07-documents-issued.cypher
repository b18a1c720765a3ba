// Which documents were issued, by which agency, in answer to which problem?
MATCH (a:Agency)<-[:INSPECTED]-(:Inspection)-[:FOUND]->(p:Problem)<-[:ADDRESSES]-(:Measure)-[:CITES {action: 'issued'}]->(d:Policy)
RETURN DISTINCT a.name AS agency, p.name AS problem, d.name AS document
ORDER BY agency, problem, document
LIMIT 12
