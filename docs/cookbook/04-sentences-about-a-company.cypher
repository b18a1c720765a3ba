// What do notices say of one company, sentence by sentence?
MATCH (fact:Problem|Measure)-[m:MENTIONS]->(c:Company {name: '云澜恒筑建设工程有限公司'})
MATCH (r:Report {id: m.report})
RETURN r.name AS notice, labels(fact)[0] AS kind, m.quote AS sentence
ORDER BY notice, m.start
LIMIT 6
