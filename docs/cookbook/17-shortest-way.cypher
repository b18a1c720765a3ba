// How is a company linked to an agency in another district?
MATCH way = shortestPath((c:Company {name: '云澜恒筑建设工程有限公司'})-[:MENTIONS|ADDRESSES|FOUND|INSPECTED*..6]-(a:Agency {name: '云澜市砚湖区水务局党组'}))
RETURN [n IN nodes(way) | labels(n)[0]] AS kinds, [l IN relationships(way) | type(l)] AS links, length(way) AS hops
