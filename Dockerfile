# The command line, the API and the explorer of Xunji; docker-compose.yml puts it beside a Neo4j server.
FROM python:3.12-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY ontology ontology
COPY graph_builder graph_builder
COPY visualizations visualizations
COPY api api
# Node.js for the explorer comes from PyPI; without the explorer the image is not made.
ENV XUNJI_REQUIRE_EXPLORER=1
RUN python -m venv /xunji && /xunji/bin/python -m pip install --no-cache-dir .

FROM python:3.12-slim
COPY --from=build /xunji /xunji
ENV PATH=/xunji/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# No name, no home, no shell: nothing here needs them, and nothing is written outside the mounted folders.
USER 10001:10001
WORKDIR /data
ENTRYPOINT ["xunji"]
CMD ["--help"]
