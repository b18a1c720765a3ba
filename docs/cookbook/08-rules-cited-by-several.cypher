// Which rules do several notices cite?
MATCH (d:Policy)<-[c:CITES]-()
WITH d, count(DISTINCT c.report) AS notices
WHERE notices > 1
RETURN d.name AS document, d.kind AS kind, notices
ORDER BY notices DESC, document
