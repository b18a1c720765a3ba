// Which inspections are there, and of whom?
MATCH (i:Inspection)-[:INSPECTED]->(a:Agency)
RETURN i.name, a.name ORDER BY i.name, a.name

// How many problems did each notice report?
MATCH (r:Report)-[:REPORTS_ON]->(:Inspection)-[:FOUND]->(p:Problem)
RETURN r.source AS source, count(DISTINCT p) AS problems ORDER BY problems DESC, source

// Which agencies appear in more than one notice?
MATCH (a:Agency)-[:APPEARS_IN]->(r:Report)
WITH a, count(DISTINCT r) AS notices WHERE notices > 1
RETURN a.name, notices ORDER BY notices DESC, a.name

// Which measures answer the first problem of each notice, with their sentences?
MATCH (m:Measure)-[link:ADDRESSES]->(p:Problem {ordinal: 1})
RETURN p.id, p.name, m.name, link.quote ORDER BY p.id, m.id LIMIT 20

// Which policies were issued in answer to which problems?
MATCH (p:Problem)<-[:ADDRESSES]-(m:Measure)-[c:CITES {action: 'issued'}]->(d:Policy)
RETURN p.name, d.name ORDER BY p.name, d.name

// Which problems have no measure?
MATCH (p:Problem) WHERE NOT (p)<-[:ADDRESSES]-(:Measure)
RETURN p.id ORDER BY p.id

// Which problems have at least three measures?
MATCH (p:Problem) WHERE COUNT { (p)<-[:ADDRESSES]-(:Measure) } >= 3
RETURN p.id, COUNT { (p)<-[:ADDRESSES]-() } AS measures ORDER BY measures DESC, p.id

// Which agencies are responsible for a measure that cites a policy?
MATCH (a:Agency) WHERE EXISTS { MATCH (a)-[:RESPONSIBLE_FOR]->(m:Measure) WHERE (m)-[:CITES]->(:Policy) }
RETURN a.name ORDER BY a.name, a.id

// How many measures does each status of a problem have?
MATCH (p:Problem) OPTIONAL MATCH (m:Measure)-[:ADDRESSES]->(p)
RETURN coalesce(p.status, 'not said') AS status, count(DISTINCT p) AS problems, count(m) AS measures ORDER BY status

// The companies and what is said of them
MATCH (c:Company)<-[m:MENTIONS]-(n:Problem|Measure)
RETURN c.name AS company, collect(DISTINCT labels(n)[0]) AS kinds, count(*) AS times ORDER BY times DESC, company

// Every name of the agencies that have more than one
MATCH (a:Agency) WHERE size(a.aliases) > 1
RETURN a.name, size(a.aliases) AS forms ORDER BY forms DESC, a.name, a.id LIMIT 10

// The three most cited documents, whoever cites them
MATCH (d:Policy)<-[:CITES]-(n) RETURN d.name, count(n) AS times ORDER BY times DESC, d.name LIMIT 3

// The second page of problems by name
MATCH (p:Problem) RETURN p.id ORDER BY p.name, p.id SKIP 10 LIMIT 10

// How far are two agencies apart?
MATCH (a:Agency), (b:Agency) WHERE a.id < b.id
MATCH p = shortestPath((a)-[*..6]-(b))
RETURN a.id, b.id, length(p) AS steps ORDER BY steps, a.id, b.id LIMIT 15

// What lies within two steps of an inspection?
MATCH (i:Inspection)-[*1..2]-(n) WHERE n <> i
RETURN i.id, count(DISTINCT n) AS around ORDER BY i.id

// Chains of responsibility: who leads what against which problem
MATCH path = (a:Agency)-[:RESPONSIBLE_FOR]->(:Measure)-[:ADDRESSES]->(:Problem)
RETURN [n IN nodes(path) | n.id] AS ids, [r IN relationships(path) | type(r)] AS types ORDER BY ids LIMIT 20

// The names of a notice's problems as a list
MATCH (r:Report) RETURN r.id, size([(r)-[:REPORTS_ON]->()-[:FOUND]->(p) | p.name]) AS problems ORDER BY r.id

// Inspections as maps
MATCH (i:Inspection) RETURN i {.kind, .level, .start_date, at: i.feedback_date} AS inspection ORDER BY i.id

// Whole nodes
MATCH (p:Place) RETURN p ORDER BY p.id LIMIT 10

// Whole relationships
MATCH (:Place)-[r:PART_OF]->(:Place) RETURN r ORDER BY startNode(r).id, endNode(r).id, r.report, r.start LIMIT 5

// Whole paths
MATCH p = (:Report)-[:REPORTS_ON]->(:Inspection)-[:INSPECTED]->(:Agency) RETURN p ORDER BY length(p), [n IN nodes(p) | n.id]

// Problems by length of their text, in classes
MATCH (p:Problem)
RETURN CASE WHEN size(p.text) < 20 THEN 'short' WHEN size(p.text) < 60 THEN 'middle' ELSE 'long' END AS class, count(*) AS n
ORDER BY class

// Problems a heading, with the share of the whole
MATCH (p:Problem) WITH count(p) AS all
MATCH (a:ProblemArea)<-[:IN_AREA]-(p:Problem)
WITH all, a.name AS area, count(DISTINCT p) AS n
RETURN area, n, round(100.0 * n / all) AS percent ORDER BY n DESC, area

// Inspections by year
MATCH (i:Inspection) WHERE i.start_date IS NOT NULL
RETURN substring(i.start_date, 0, 4) AS year, count(*) AS n, min(i.start_date) AS first, max(i.end_date) AS last ORDER BY year

// How long did inspections last?
MATCH (i:Inspection) WHERE i.start_date =~ '\\d{4}-\\d\\d-\\d\\d' AND i.end_date =~ '\\d{4}-\\d\\d-\\d\\d'
RETURN i.id, duration.inDays(date(i.start_date), date(i.end_date)).days AS days ORDER BY i.id

// A date and its parts
WITH date('2024-02-29') AS day RETURN day, day.year, day.month, toString(day), day < date('2024-03-01') AS earlier

// What each inspected agency has: a subquery for each
MATCH (:Inspection)-[:INSPECTED]->(a:Agency)
CALL { WITH a MATCH (a)<-[:INSPECTED]-(:Inspection)-[:FOUND]->(p:Problem) RETURN count(p) AS found }
RETURN DISTINCT a.name, found ORDER BY found DESC, a.name

// Companies and agencies in one list
MATCH (c:Company) RETURN 'company' AS kind, c.name AS name ORDER BY name
UNION
MATCH (a:InspectionGroup) RETURN 'group' AS kind, a.name AS name ORDER BY name

// Names given in a list
UNWIND ['市委', '住建局', '水务局'] AS word
MATCH (a:Agency) WHERE a.name CONTAINS word OR any(form IN a.aliases WHERE form CONTAINS word)
RETURN word, count(DISTINCT a) AS agencies ORDER BY word

// Statistics over measures a problem
MATCH (p:Problem) WITH p, COUNT { (p)<-[:ADDRESSES]-() } AS n
RETURN min(n), max(n), round(avg(n) * 100) / 100 AS mean, sum(n) AS all

// A sum over a list
MATCH (r:Report)-[:REPORTS_ON]->(:Inspection)-[:FOUND]->(p:Problem)
WITH r, collect(p.ordinal) AS ordinals
RETURN r.id, reduce(total = 0, x IN ordinals | total + x) AS total, size(ordinals) AS n ORDER BY r.id

// Lists: comprehension, slices, tests
MATCH (a:Agency) WITH a ORDER BY a.id WITH collect(a.name) AS names
RETURN size(names), names[0], names[..3], [n IN names WHERE n ENDS WITH '局'][..5], none(n IN names WHERE n = '')

// Labels and counts
MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS n ORDER BY label

// Relationship types and counts
MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n ORDER BY type

// What a rule read, by confidence
MATCH (m:Measure)-[r:ADDRESSES]->() RETURN r.rule, count(*) AS n, min(r.confidence) >= 0 AS ok ORDER BY r.rule

// Who holds posts where?
MATCH (p:Person)-[h:HOLDS_POST]->(a) RETURN p.name, h.title, a.name ORDER BY p.name, h.title, a.name

// Places and what lies in them, down the tree
MATCH (inner:Place)-[:PART_OF*1..3]->(outer:Place)
RETURN outer.id, outer.name, count(DISTINCT inner) AS places ORDER BY places DESC, outer.id

// Nothing is there of that kind
MATCH (n:Company {name: 'no such company'}) RETURN n.name, n.aliases

// An aggregate of nothing
MATCH (n:Company {name: 'no such company'}) RETURN count(n) AS n, collect(n.name) AS names, max(n.name) AS last

// Null in comparisons and lists
RETURN null = null AS a, null IS NULL AS b, 1 IN [1, null] AS c, 2 IN [1, null] AS d, coalesce(null, 3) AS e

// Numbers
RETURN 7 / 2 AS whole, 7 / 2.0 AS half, 7 % 3 AS rest, 2 ^ 3 AS power, toInteger('12') AS twelve, toFloat('1.5') AS x, abs(-3) AS three

// Texts
RETURN toUpper('ab') AS a, trim('  市委 ') AS b, split('一,二', ',') AS c, replace('巡察组', '察', '视') AS d,
  left('整改落实', 2) AS e, size('整改') AS f, reverse('整改') AS g

// The notice in which a link was read
MATCH (:Problem)-[m:MENTIONS]->(c:Company) MATCH (r:Report {id: m.report})
RETURN c.name AS company, r.name AS notice, count(*) AS times ORDER BY company, notice

// What is said in the same notice as a link
MATCH (:Inspection)-[f:FOUND]->(p:Problem) MATCH (p)-[:MENTIONS {report: f.report}]->(x)
RETURN p.name AS problem, x.name AS name, COUNT { (x)-[:APPEARS_IN {report: f.report}]->() } AS times
ORDER BY problem, name, times
