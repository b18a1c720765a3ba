// Which companies are named in one and the same problem or measure?
MATCH (one:Company)<-[:MENTIONS]-(fact:Problem|Measure)-[:MENTIONS]->(other:Company)
WHERE one.name < other.name
RETURN DISTINCT one.name AS company, other.name AS and_company, left(fact.name, 12) AS in_what
ORDER BY company, and_company, in_what
LIMIT 8
