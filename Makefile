# Everything a developer or operator types. Needs python3 (3.11 or newer) and make; nothing else for `run` and `test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
HOST ?= 127.0.0.1
PORT ?= 8000
POSTGRESQL ?= postgres://postgres@127.0.0.1:5432/postgres

.PHONY: help run test lint format messages bench lighthouse ci clean

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

run: $(VENV)/run ## Start the site on http://$(HOST):$(PORT)/
	@HOST=$(HOST) PORT=$(PORT) $(MANAGE) start

test: $(VENV)/dev ## Run the whole test suite
	@$(MANAGE) compilemessages
	@$(BIN)/python -m pytest --numprocesses auto $(ARGS)

lint: $(VENV)/dev ## Check formatting and style, change nothing
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/djade --check --target-version 5.2 $(shell find templates -name '*.html')

format: $(VENV)/dev ## Format code and templates
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@$(BIN)/djade --target-version 5.2 $(shell find templates -name '*.html') || true

messages: $(VENV)/dev ## Extract interface strings into locale/ (needs gettext), draft zh_Hant, report what is missing
	@$(MANAGE) makemessages --all
	@$(MANAGE) draft_messages
	@$(MANAGE) check_messages

bench: $(VENV)/dev ## Measure into docs/benchmarks.md (a quarter of an hour; POSTGRESQL= leaves PostgreSQL out)
	@$(BIN)/python .ci/bench/hostile.py
	@$(BIN)/python .ci/bench/search.py --postgresql "$(POSTGRESQL)" --write
	@$(BIN)/python .ci/bench/pages.py --postgresql "$(POSTGRESQL)" --write

lighthouse: $(VENV)/dev .ci/lighthouse/node_modules ## Judge the site by Lighthouse (needs Chromium and Node; ARGS=--write)
	@$(BIN)/python .ci/lighthouse/judge.py $(ARGS)

ci: ## What the build server runs
	@bash .ci/run

clean: ## Remove the environment and caches, keep the data
	@rm -rf $(VENV) .ci/lighthouse/node_modules .pytest_cache .ruff_cache .hypothesis

# The environment is made anew only when the requirements change.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run: requirements.txt $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.ci/lighthouse/node_modules: .ci/lighthouse/package.json
	@npm install --prefix .ci/lighthouse --no-package-lock --no-audit --no-fund --loglevel=error
	@touch $@

$(VENV)/dev: .ci/requirements.txt $(VENV)/run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r .ci/requirements.txt
	@touch $@
