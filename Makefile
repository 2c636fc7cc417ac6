# Each command below makes what it needs in .venv first; a second run installs nothing.
# The environment is made with python3; `make demo PYTHON=/path/to/python` takes another one.

PYTHON ?= python3
BIN := .venv/bin
METADATA := pyproject.toml hatch_build.py gen.yaml
# Pyright asks the first `python` on the path where packages are.
PYRIGHT := PATH="$(CURDIR)/$(BIN):$$PATH" pyright

.PHONY: help demo test check test-all test-others lowest audit bench generate docs clean

help:
	@echo "make demo      run the quickstart against a local sandbox"
	@echo "make test      run the test suite"
	@echo "make check     format, lint, types, generated code, contract, links, built packages"
	@echo "make test-all  run the test suite on every Python 3.10 to 3.13 that is present"
	@echo "make test-others   the same, but for the Python of .venv"
	@echo "make lowest    run it with the oldest dependencies that are allowed"
	@echo "make audit     look for known vulnerabilities in all dependencies; needs the network"
	@echo "make bench     measure against raw requests and the published 3.1.0"
	@echo "make generate  write the generated code and docs anew"
	@echo "make docs      build the docs site, notebooks included: build/docs/html/index.html"
	@echo "make clean     remove everything that these commands made"

demo: .venv/.sandbox
	$(BIN)/python examples/quickstart.py

test: .venv/.dev
	$(BIN)/python -m pytest -n 6

check: .venv/.dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(PYRIGHT)
	$(PYRIGHT) --verifytypes codatsyncexpenses --ignoreexternal
	$(BIN)/python -m generator --check
	$(BIN)/deptry src
	$(BIN)/openapi-spec-validator contract/openapi.yaml
	$(BIN)/python -m pytest -q tests/test_docs.py -k link
	$(BIN)/python scripts/check_wheel.py

test-all: .venv/.dev
	$(BIN)/nox

test-others: .venv/.dev
	$(BIN)/nox --session others

lowest: .venv/.dev
	$(BIN)/nox --session lowest

# Not in .ci/run: the database of vulnerabilities needs the open network.
audit: .venv/.audit
	$(BIN)/python scripts/audit.py

bench: .venv/.dev
	$(BIN)/python -m benchmarks

generate: .venv/.dev
	$(BIN)/python -m generator

# From nothing each time, so that no page outlives its document.
docs: .venv/.dev
	rm -rf build/docs
	$(BIN)/python -m sphinx --quiet --fail-on-warning --jobs auto --conf-dir scripts/docsite \
		--doctree-dir build/docs/doctrees . build/docs/html
	@echo "The site is ready: build/docs/html/index.html"

clean:
	rm -rf .venv .nox .sidebyside .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find src generator tests examples scripts benchmarks -name __pycache__ -prune \
		-exec rm -rf {} + 2>/dev/null || true

.venv/.sandbox: $(METADATA) | .venv/bin/python
	@echo "Installing the package and its sandbox into .venv"
	@$(BIN)/python -m pip install --quiet --editable '.[sandbox]'
	@touch $@

.venv/.audit: $(METADATA) | .venv/bin/python
	@echo "Installing the package and pip-audit into .venv"
	@$(BIN)/python -m pip install --quiet --editable '.[audit]'
	@touch $@

.venv/.dev: $(METADATA) | .venv/bin/python
	@echo "Installing the package and its development tools into .venv"
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch .venv/.sandbox $@

# A half-made environment is removed, so that the next run starts over.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || { \
		echo "$(PYTHON) is not Python 3.10 or later: name one that is, as in" \
			"make $(MAKECMDGOALS) PYTHON=/path/to/python3.10" >&2; exit 1; }
	@echo "Making the environment .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet --upgrade pip || { \
		rm -rf .venv; exit 1; }
