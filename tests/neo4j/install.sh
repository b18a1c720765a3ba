#!/usr/bin/env bash
# Puts a Neo4j Community server together from Maven Central for the tests: about 120 MB, once a version.
# Needs Maven and Java 17. The jars go to ~/.cache/xunji-neo4j/VERSION/lib (or under $XUNJI_NEO4J_CACHE).
set -euo pipefail
cd "$(dirname "$0")"

version=$(sed -n 's:.*<neo4j.version>\(.*\)</neo4j.version>.*:\1:p' pom.xml)
place=${XUNJI_NEO4J_CACHE:-$HOME/.cache/xunji-neo4j}/$version
if [ -d "$place/lib" ]; then
  echo "Neo4j $version is in $place"
  exit
fi
for tool in mvn java; do
  command -v "$tool" > /dev/null || { echo "Neo4j for the tests: $tool is not installed" >&2; exit 1; }
done
mkdir -p "$place"
# Moved into place when complete, so that a download that was cut off is not taken for a server.
partial=$(mktemp -d "$place/partial.XXXXXX")
trap 'rm -rf "$partial"' EXIT
mvn --quiet --batch-mode -f pom.xml dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$partial/lib"
mv "$partial/lib" "$place/lib"
echo "Neo4j $version is in $place"
