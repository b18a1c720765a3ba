// Who was inspected, by whom, and when?
MATCH (g:InspectionGroup)-[:CONDUCTED]->(i:Inspection)-[:INSPECTED]->(a:Agency)
RETURN DISTINCT a.name AS agency, g.name AS inspectors, i.start_date AS began, i.end_date AS ended
ORDER BY began, agency
