# What one does here, in one word each. `make help` lists it.
# Needs a Python of at least 3.11 with venv; everything else is installed into .venv.
#   make run PYTHON=python3.13     with another Python
#   make test JOBS=1               with one process
#   make test TESTS=tests/laws     with some of the tests

PYTHON ?= python3
JOBS ?= auto
TESTS ?=

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
DEMO := docs/examples/les-belleville/dossier.yaml
REPORT := build/les-belleville.html

.DEFAULT_GOAL := help
.PHONY: run test test-all coverage lint format types imports docs licences screenshots picture schemas lock clean help

## See it work: score a real municipality, write its report to build/
run: $(VENV)/run.stamp
	@$(VENV)/bin/spi score $(DEMO) --criteria alpine-figures
	@mkdir -p build
	@$(VENV)/bin/spi report $(DEMO) --criteria alpine-figures -o $(REPORT)
	@echo "The report is in $(REPORT); open it in a browser."

## Test everything that takes at most three minutes
test: $(VENV)/dev.stamp
	@$(PY) -m pytest -n $(JOBS) --dist loadfile -m "not slow" $(TESTS)

## Test everything, with many more examples
test-all: $(VENV)/dev.stamp
	@SPI_HYPOTHESIS=long $(PY) -m pytest -n $(JOBS) --dist loadfile $(TESTS)

## See which lines no test reaches
coverage: $(VENV)/dev.stamp
	@rm -f .coverage .coverage.*
	@$(PY) -m coverage run -m pytest -n $(JOBS) --dist loadfile -m "not slow" $(TESTS)
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report

## Check style, format and declared dependencies
lint: $(VENV)/dev.stamp
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m deptry src

## Bring the code into its format
format: $(VENV)/dev.stamp
	@$(PY) -m ruff check --fix
	@$(PY) -m ruff format

## Check types
types: $(VENV)/dev.stamp
	@$(PY) -m mypy

## Check that imports point down and each library has one door
imports: $(VENV)/dev.stamp
	@$(VENV)/bin/lint-imports

## Build the documentation; a warning is an error
docs: $(VENV)/dev.stamp
	@$(PY) -m sphinx --fail-on-warning --nitpicky --quiet docs build/docs
	@echo "The documentation is in build/docs/index.html."

## Check that every file has a licence
licences: $(VENV)/dev.stamp
	@$(PY) -m reuse lint

## Photograph two demo reports in five languages, wide, narrow, dark and printed, into build/screenshots/
screenshots: $(VENV)/dev.stamp
	@mkdir -p build/screenshots
	@for demo in les-belleville musterdorf; do for language in en de fr it sl; do \
		page=build/screenshots/$$demo-$$language.html; \
		$(VENV)/bin/spi report docs/examples/$$demo/dossier.yaml -l $$language -o $$page || exit 1; \
		$(PY) tests/screenshots.py $$page build/screenshots || exit 1; \
	done; done

## Photograph the beginning of the demo report for the README
picture: $(VENV)/dev.stamp
	@mkdir -p build docs/images
	@$(VENV)/bin/spi report $(DEMO) --criteria alpine-figures -o $(REPORT)
	@$(PY) tests/picture.py $(REPORT) docs/images/report.png

## Write the JSON Schemas that are shipped
schemas: $(VENV)/dev.stamp
	@$(PY) tests/schemas.py src/spi/schemas

## Choose newer versions of everything we depend on (needs the package index)
lock: build/uv/bin/uv
	@$(LOCK) pyproject.toml requirements/run.in -o requirements/run.txt
	@$(LOCK) -c requirements/run.txt pyproject.toml requirements/run.in requirements/dev.in -o requirements/dev.txt

## Remove what these targets made
clean:
	rm -rf $(VENV) build dist docs/_build .coverage .coverage.* .hypothesis
	rm -rf .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests docs -name __pycache__ -type d -prune -exec rm -rf {} +

## Say all this
help:
	@echo "make TARGET, where TARGET is one of"
	@awk '/^## /{text=substr($$0, 4); next} /^[a-z-]+:/ && text{sub(/:.*/, ""); printf "  %-12s %s\n", $$0, text} {text=""}' Makefile

# The two environments are one: what `run` needs, and on top of it what `test` needs.

LOCK := build/uv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make lock"

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "This needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(PY)
	@echo "Installing what the program needs into $(VENV) (once) …"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	@echo "Installing what the tests need into $(VENV) (once) …"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

build/uv/bin/uv:
	@$(PYTHON) -m venv build/uv
	@build/uv/bin/pip --disable-pip-version-check --quiet install uv
