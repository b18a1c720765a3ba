// How many days lie between feedback and publication?
MATCH (r:Report)-[:REPORTS_ON]->(i:Inspection)-[:INSPECTED]->(a:Agency)
WHERE i.feedback_date IS NOT NULL AND r.publish_date IS NOT NULL
RETURN DISTINCT a.name AS agency, duration.inDays(date(i.feedback_date), date(r.publish_date)).days AS days
ORDER BY days DESC, agency
