# What people run and what CI runs are the same commands. `make help` lists them.
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
TEST_WORKERS ?= 2
ARGS ?=
# What a later release takes away stops the run. An exception names the module that is warned about, and why it may be:
# -W "ignore::DeprecationWarning:its.module". None is needed today.
DEPRECATIONS := -W error::DeprecationWarning -W error::PendingDeprecationWarning

.DEFAULT_GOAL := help
.PHONY: help setup demo run test test-one coverage check format hooks lock messages bench mutants test-next clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "Python's venv module is missing (on Debian: apt-get install python3-venv)"; exit 1; }

$(VENV)/.runtime: requirements.txt | $(BIN)/python
	@echo "Installing what the site needs …"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.tools: requirements-dev.txt | $(BIN)/python
	@echo "Installing what tests and checks need …"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime

setup: $(VENV)/.runtime ## install the locked requirements into .venv

demo: setup ## migrate and fill the demo (repeatable)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) demo

run: setup ## set everything up, fill the demo on first start, serve at 127.0.0.1:$(PORT)
	@$(MANAGE) migrate --verbosity 0
	@SITE_URL=http://127.0.0.1:$(PORT) $(MANAGE) demo --if-empty --logins
	@SITE_URL=http://127.0.0.1:$(PORT) $(MANAGE) runserver 127.0.0.1:$(PORT)

test: $(VENV)/.tools ## all tests: SQLite, PostgreSQL and a browser where there is one; ARGS="-k name": some
	@TEST_WORKERS=$(TEST_WORKERS) $(BIN)/python tools/run_tests.py $(ARGS)

test-one: $(VENV)/.tools ## one file or test, on SQLite, in seconds: make test-one ARGS=tests/home/units
	@DATABASE_URL=$(or $(DATABASE_URL),sqlite://:memory:) $(BIN)/python -m pytest $(ARGS)

coverage: $(VENV)/.tools ## lines and branches that tests on SQLite go through; fails below the floor in pyproject.toml
	@DATABASE_URL=sqlite://:memory: $(BIN)/python -m pytest -m "not browser and not postgres" \
		-n $(TEST_WORKERS) --dist worksteal --cov --cov-report=term $(ARGS)

check: $(VENV)/.tools ## lint, types, templates, migrations, deployment, catalogue, walls
	@$(BIN)/python tools/check.py

format: $(VENV)/.tools ## format the Python
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .

hooks: $(VENV)/.tools ## let git run the quick checks before a commit, `make check` before a push
	@$(BIN)/pre-commit install

lock: $(VENV)/.tools ## write the locked requirements anew
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		requirements-dev.in -c requirements.txt -o requirements-dev.txt

messages: $(VENV)/.tools ## update and compile the Vietnamese catalogues
	@$(BIN)/python tools/messages.py all

bench: $(VENV)/.tools ## measure speed: ratios side by side in one run
	@$(BIN)/python tools/bench.py

mutants: $(VENV)/.tools ## change lines of the heart and say which change no test notices (ONLY=ledger MOST=20)
	@$(BIN)/python tools/mutants.py

test-next: $(VENV)/.tools ## the suite on the newest Wagtail, in an environment of its own; what will go is an error
	@$(PYTHON) -m venv .venv-next
	@.venv-next/bin/pip install -qq -r requirements-dev.in
	@.venv-next/bin/pip install -qq --upgrade --no-deps wagtail
	@DATABASE_URL=sqlite://:memory: .venv-next/bin/python -m pytest -m "not browser and not postgres" \
		-n $(TEST_WORKERS) --dist worksteal $(DEPRECATIONS) $(ARGS)

clean: ## remove the environment, the demo database and its files
	rm -rf $(VENV) .venv-next var
