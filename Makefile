# The ways to build, try and check accord. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all test-postgres check format evals bench bundle lock schema pack docs clean
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

help: ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/core.stamp: requirements/core.lock pyproject.toml
	@echo "setting up .venv (the program only) ..."
	@test -d .venv || $(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes -r requirements/core.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements/dev.lock .venv/core.stamp
	@echo "setting up .venv (tests and tools) ..."
	@$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@

setup: .venv/dev.stamp ## put the program, tests and tools into .venv/ (.venv/bin/accord is the program)

demo: .venv/core.stamp ## read the shipped examples into a fresh register and look at it
	@$(BIN)/python examples/demo.py

check: .venv/dev.stamp ## style, types, layers, spelling, generated files
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>&1 | tail -n 8
	@$(BIN)/python -m accord.langs.digest
	@$(BIN)/codespell README.md ARCHITECTURE.md CONTRIBUTING.md CHANGELOG.md docs src Makefile

test: check ## all that must hold before a change lands (about 10 minutes on two cores)
	@$(BIN)/pytest -n 2 -m "not slow"
	@$(BIN)/python -m evals

test-all: check ## everything, the slow tests too, and what is about registers on PostgreSQL as well
	@$(BIN)/pytest -n 2
	@$(MAKE) --no-print-directory test-postgres
	@$(BIN)/python -m evals --halves

test-postgres: .venv/dev.stamp ## the tests of registers and pages, with every register in PostgreSQL (a quarter of an hour)
	@$(BIN)/pytest -n 2 --database postgresql -m "not slow" tests/register tests/identity tests/flows tests/follow tests/insight tests/stories tests/web

format: .venv/dev.stamp ## put the code into the house's form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

evals: .venv/dev.stamp ## how well it reads: examples, and the sample in ACCORD_GOLD (default ../shared) where there is one
	@$(BIN)/python -m evals --halves

bench: .venv/dev.stamp ## how fast it is, kept in bench/results/: ratios in one run; the web app on 200,000 documents (half an hour)
	@$(BIN)/python -m bench
	@$(BIN)/python -m bench web

bundle: .venv/dev.stamp ## write dist/accord-VERSION-PLATFORM.zip: what installs accord without internet, for Windows and Linux (PLATFORM=windows-x64 for one)
	@$(BIN)/python -m tools.bundle $(if $(PLATFORM),--platform $(PLATFORM))

lock: .venv/dev.stamp ## resolve the dependencies anew
	@$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --generate-hashes --no-annotate --custom-compile-command "make lock" -q -o requirements/core.lock
	@$(BIN)/uv pip compile pyproject.toml --extra postgres --extra bundle -c requirements/core.lock --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --generate-hashes --no-annotate --custom-compile-command "make lock" -q -o requirements/bundle.lock
	@$(BIN)/uv pip compile pyproject.toml --extra dev --extra bulk --extra cluster --universal --python-version 3.11 --no-emit-index-url --no-emit-find-links --generate-hashes --no-annotate --custom-compile-command "make lock" -q -o requirements/dev.lock

docs: .venv/core.stamp ## write the pages that are generated: the commands, the README's tour
	@$(BIN)/python -m accord.cli.reference
	@$(BIN)/python -m accord.web.api.reference
	@$(BIN)/python examples/tour.py

schema: .venv/core.stamp ## write the JSON Schema of the reading format from the types
	@$(BIN)/python -m accord.model.schema > src/accord/model/reading.schema.json

pack: .venv/core.stamp ## raise the version of language packs whose words changed, so that texts are read again
	@$(BIN)/python -m accord.langs.digest --raise

clean: ## remove what was made here
	@rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
