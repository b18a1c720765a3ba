# Two commands do everything: `make demo` and `make test`. Both install what they need into .venv first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE := demo.kgl
PORT ?= 8000
EXPLORER := visualizations/explorer
EXPLORER_SOURCES := $(shell find $(EXPLORER) -path '*/node_modules' -prune -o -path '*/dist' -prune -o -type f -print)

.PHONY: help demo explorer graph test check check-explorer quality benchmarks pictures clean

help: ## Say what can be done here
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Xunji needs Python 3.11 or newer; $(PYTHON) is older. Say: make PYTHON=/path/to/python3.11 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	@touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.checked: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

graph: $(VENV)/.installed ## Build the graph of the bundled example notices
	$(BIN)/xunji build examples/reports --store $(STORE)
	$(BIN)/xunji stats --store $(STORE)

# Without the npm registry this says what is missing, and everything else goes on; XUNJI_REQUIRE_EXPLORER=1 makes it a fault.
$(EXPLORER)/dist/index.html: $(EXPLORER_SOURCES) $(VENV)/.installed
	@$(BIN)/python $(EXPLORER)/building.py || test -z "$$XUNJI_REQUIRE_EXPLORER"

explorer: $(EXPLORER)/dist/index.html ## Build the explorer's pages; takes Node.js from PyPI where the machine has none

demo: graph explorer ## Install, build the example graph, serve explorer and API on 127.0.0.1:8000
	$(BIN)/xunji serve --store $(STORE) --port $(PORT)

check: $(VENV)/.checked ## Run the linters and type checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check-explorer: $(VENV)/.checked ## Check, test and build the explorer's TypeScript
	@$(BIN)/python $(EXPLORER)/building.py --check || test $$? = 2 -a -z "$$XUNJI_REQUIRE_EXPLORER"

test: check check-explorer ## Install, then run every check and test
	$(BIN)/pytest

quality: $(VENV)/.checked ## Score the extraction against the gold annotations
	$(BIN)/python -m benchmarks.quality $(ARGS)

pictures: graph ## Draw the pictures of README.md anew
	$(BIN)/xunji view 云澜恒筑建设工程有限公司 --trace --store $(STORE) --scale 1 --output docs/view-trace.png

clean: ## Remove what was built
	rm -rf $(VENV) $(STORE) $(STORE)-wal $(STORE)-search* $(STORE)-rdf $(STORE).lock $(STORE).lock-owner build dist $(EXPLORER)/dist $(EXPLORER)/node_modules
