# `make` alone lists the targets. PYTHON chooses the Python that .venv is made with.
PYTHON ?= python3
PY := .venv/bin/python
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup run demo test test-fast test-services test-browser test-any-day truth faults check format lock audit bench mutate extension clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

setup: ## Put all that is needed into .venv and node_modules, from the locks
	@$(PYTHON) -m scripts.setup

run: setup ## Start web, worker and beat with the demo in it (PORT=8000)
	@$(PY) -m scripts.run

demo: setup ## Put the demo back as it was on its first day
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py load_demo

test: setup ## Run every test: SQLite, then real PostgreSQL, Redis and Dovecot, then a real browser (ARGS=…)
	@$(PY) -m scripts.test_suites fast services browser -- $(ARGS)

test-fast: setup ## Run the tests on SQLite and the filesystem broker (ARGS=…)
	@$(PY) -m scripts.test_suites fast -- $(ARGS)

test-services: setup ## Run the tests on a real PostgreSQL, Redis and Dovecot (ARGS=…)
	@$(PY) -m scripts.test_suites services -- $(ARGS)

test-browser: setup ## Run the browser tests in a real Chromium (ARGS=…)
	@$(PY) -m scripts.test_suites browser -- $(ARGS)

test-any-day: setup ## Run the tests at twelve instants, in the browser at four; ARGS=--today: at one
	@$(PY) -m scripts.any_day $(ARGS)

truth: setup ## Tell 2,000 random searches, and compare their rows with the rules (ARGS="STORIES FIRST")
	@$(PY) -m scripts.truth $(ARGS)

faults: setup ## Run the tests that break a real service on purpose (ARGS=…)
	@$(PY) -m scripts.test_suites faults -- $(ARGS)

check: setup ## Formatting, lint, types, templates, migrations, deployment, containers
	@$(PY) -m scripts.check

format: setup ## Put code and templates into the form that check wants
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .
	@.venv/bin/djlint templates --reformat --quiet || true

lock: setup ## Resolve the direct dependencies anew into requirements/ and package-lock.json (ARGS=…)
	@$(PY) -m scripts.lock $(ARGS)

audit: setup ## Look up the known vulnerabilities of all locked packages, where a network allows (ARGS=--tell: never fail)
	@$(PY) -m scripts.audit $(ARGS)

bench: setup ## Measure the engine and the beat on a large database (ARGS=…)
	@$(PY) -m bench.run $(ARGS)

mutate: setup ## Change the timing rules on purpose, and see that a test notices
	@sh scripts/mutate.sh $(ARGS)

extension: setup ## Build the browser extension into dist/, and check it as Mozilla does
	@$(PY) -m scripts.extension

clean: ## Remove what setup made; your data in .data stays
	rm -rf .venv node_modules static/vendor
