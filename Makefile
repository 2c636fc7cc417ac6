# Each command below makes what it needs in .venv first; a second run installs nothing.
# The environment is made with python3; `make demo PYTHON=/path/to/python` takes another one.

PYTHON ?= python3
BIN := .venv/bin
METADATA := pyproject.toml hatch_build.py gen.yaml
PACKAGE := --editable '.[async,cli,outbox,progress,sandbox]'
# Much of the suite's time is waiting: on two cores, six processes take half of what two take.
PYTEST := $(BIN)/python -m pytest -n 6
# Pyright asks the first `python` on the path where packages are.
PYRIGHT := PATH="$(CURDIR)/$(BIN):$$PATH" pyright
SCHEMA := $(BIN)/check-jsonschema --builtin-schema

# The suite starts hundreds of Pythons; each would compile all that it imports.
unexport PYTHONDONTWRITEBYTECODE

# The sessions of nox, such as others-3.10, that run the suite on other Pythons.
OTHERS ?= others
# What needs more than the group `test`, or takes long.
SLOW := tests/companions tests/slow
CHECKS := check-style check-prose check-mypy check-pyright check-public check-examples \
	check-generated check-imports check-contract check-project check-built

.PHONY: help demo test check $(CHECKS) test-slow test-others test-all lowest audit bench generate \
	docs docs-playground dist clean

help:
	@echo "make demo         send expenses to a local sandbox, and follow them"
	@echo "make test         run the test suite, but for what make test-all adds"
	@echo "make test-all     run all tests: the slow ones too, and those on other Pythons"
	@echo "make test-slow    run $(SLOW): browser, site, notebooks, frameworks, schemathesis"
	@echo "make test-others  run the suite on each other Python from 3.10 to 3.15 that is present"
	@echo "make check        format, lint, words, types, generated code, contract, built packages"
	@echo "make lowest       run the suite with the oldest dependencies that are allowed"
	@echo "make audit        look for known vulnerabilities in the newest and oldest dependencies"
	@echo "make bench        measure against raw requests and the published 3.1.0"
	@echo "make generate     write the generated code and docs anew"
	@echo "make docs         build the docs site, notebooks included: build/docs/html/index.html"
	@echo "make docs-playground  build it with the page that runs Python; needs npm and an index"
	@echo "make dist         build and check the packages of a release, with their SBOM: dist, build"
	@echo "make clean        remove everything that these commands made"

demo: .venv/.demo
	@$(BIN)/python examples/demo.py

test: .venv/.test
	@echo "Leaving $(SLOW) and the other Pythons to make test-all"
	$(PYTEST) $(addprefix --ignore ,$(SLOW))

test-slow: .venv/.dev
	$(PYTEST) $(SLOW)

test-others: .venv/.dev
	$(BIN)/nox --session $(OTHERS)

test-all: test test-slow test-others

check: $(CHECKS)

check-style: .venv/.dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check

check-prose: .venv/.dev
	$(BIN)/codespell
	$(BIN)/python scripts/prose.py

check-mypy: .venv/.dev
	$(BIN)/mypy

check-pyright: .venv/.dev
	$(PYRIGHT)

check-public: .venv/.dev
	$(PYRIGHT) --verifytypes codatsyncexpenses --ignoreexternal

check-examples: .venv/.dev
	$(BIN)/python -m tests.document_types

check-generated: .venv/.dev
	$(BIN)/python -m generator --check

check-imports: .venv/.dev
	$(BIN)/deptry src
	$(BIN)/lint-imports --no-cache

check-contract: .venv/.dev
	$(BIN)/openapi-spec-validator contract/openapi.yaml contract/sandbox.yaml

# Files that others read: package indexes, GitHub, Read the Docs.
check-project: .venv/.dev
	$(BIN)/validate-pyproject pyproject.toml
	$(BIN)/zizmor --offline --no-progress --quiet .github/workflows
	$(SCHEMA) vendor.github-workflows .github/workflows/*.yml
	$(SCHEMA) custom.github-workflows-require-timeout .github/workflows/*.yml
	$(SCHEMA) vendor.dependabot .github/dependabot.yml
	$(SCHEMA) vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(SCHEMA) vendor.github-issue-forms .github/ISSUE_TEMPLATE/[!c]*.yml
	$(SCHEMA) vendor.readthedocs .readthedocs.yaml
	$(SCHEMA) vendor.compose-spec examples/compose/compose.yaml

check-built: .venv/.dev
	$(BIN)/python scripts/check_wheel.py

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

# What one page runs Python with; the site has it from then on.
docs-playground: .venv/.dev
	$(BIN)/python scripts/playground.py
	@$(MAKE) docs

# TAG=v1.2.3 fails unless the version is 1.2.3.
dist: .venv/.release
	$(BIN)/python scripts/check_wheel.py --keep $(if $(TAG),--tag $(TAG))

clean:
	rm -rf .venv .nox .sidebyside .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find src generator tests examples scripts benchmarks -name __pycache__ -prune \
		-exec rm -rf {} + 2>/dev/null || true

.venv/.demo: $(METADATA) | .venv/bin/python
	@echo "Installing the package, its sandbox and its command into .venv"
	@$(BIN)/python -m pip install --quiet --editable '.[cli,outbox,sandbox]'
	@touch $@

.venv/.test: $(METADATA) | .venv/bin/python
	@echo "Installing the package and what its suite needs into .venv"
	@$(BIN)/python -m pip install --quiet $(PACKAGE) --group test
	@touch .venv/.demo $@

.venv/.release: $(METADATA) | .venv/bin/python
	@echo "Installing what builds the packages into .venv"
	@$(BIN)/python -m pip install --quiet --group release
	@touch $@

.venv/.audit: $(METADATA) | .venv/bin/python
	@echo "Installing the package and pip-audit into .venv"
	@$(BIN)/python -m pip install --quiet --editable . --group audit
	@touch $@

.venv/.dev: $(METADATA) | .venv/bin/python
	@echo "Installing the package and its development tools into .venv"
	@$(BIN)/python -m pip install --quiet $(PACKAGE) --group dev
	@touch .venv/.demo .venv/.release .venv/.test $@

# A half-made environment is removed, so that the next run starts over.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || { \
		echo "$(PYTHON) is not Python 3.10 or later: name one that is, as in" \
			"make $(MAKECMDGOALS) PYTHON=/path/to/python3.10" >&2; exit 1; }
	@echo "Making the environment .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet --upgrade pip || { \
		rm -rf .venv; exit 1; }
