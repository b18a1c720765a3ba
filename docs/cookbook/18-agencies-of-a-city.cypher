// Which inspected agencies lie in 云澜市 or one of its districts?
MATCH (a:Agency)-[:LOCATED_IN]->(p:Place)-[:PART_OF*0..3]->(:Place {name: '云澜市'})
WHERE EXISTS { (a)<-[:INSPECTED]-(:Inspection) }
RETURN DISTINCT a.name AS agency, p.name AS place
ORDER BY agency, place
