.DEFAULT_GOAL := help
.PHONY: help demo serve test check bench
PYTHON ?= python3.11
BIN := .venv/bin

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/serves: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/tests: .venv/serves requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

demo: export QUANDARY_DATA = data/demo
demo: .venv/serves ## serve a column filled with sample content
	@$(BIN)/flask db upgrade
	@$(BIN)/flask import sample
	@$(BIN)/python wsgi.py

serve: .venv/serves ## serve your own column
	@$(BIN)/flask db upgrade
	@$(BIN)/python wsgi.py

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --ignore-scripts --silent
	@touch $@

test: .venv/tests $(if $(shell command -v npm),node_modules/.package-lock.json) ## run the tests
	$(BIN)/python -m pytest

check: .venv/tests ## all that must hold: style, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) test

bench: .venv/tests ## measure, and print what was measured
	$(BIN)/python -m bench
