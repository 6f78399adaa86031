# `make run` serves the archive, `make test` tests it; both need only Python 3.11 or
# later with its venv module, and make. Everything installed goes to .venv, everything
# kept to var.

PYTHON ?= python3
PORT ?= 8000
# Tests run in so many processes at once, on each database: one a core, two to four.
WORKERS ?= $(shell n=$$(getconf _NPROCESSORS_ONLN); echo $$((n < 2 ? 2 : n > 4 ? 4 : n)))
# A test that takes longer is stuck: its process ends, and says where it was.
STUCK := 300
# How often a test that kills and repeats does so under make torture.
ROUNDS ?= 20
TORTURE := $(addprefix tests/archive/,ingest/test_killed.py ingest/test_again.py \
	ingest/test_random_decisions.py ingest/test_interleaved.py \
	ingest/test_decisions_killed.py decision_files backups/test_killed.py \
	backups/test_under_load.py \
	backups/test_damage.py confinement containers ingest/test_hostile.py \
	parsing/html/test_hostile.py parsing/test_hostile_text.py \
	extraction/test_hostile.py bitmaps/test_processes.py finding/test_answers.py \
	pages/test_odd_queries.py)
# More words for pytest: make test ARGS="-k search"
ARGS ?=
# What `make bench` measures: so many invented articles or, instead, the documents of a
# folder and their region; on these databases; with GROW=1 the growth from 100,000; into
# this file. BENCH holds more words for it: make bench BENCH="--without datasette"
ARTICLES ?= 100000
CORPUS ?=
REGION ?= shanghai
DATABASES ?= sqlite postgresql
GROW ?=
OUTPUT ?=
BENCH ?=

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal
TEST := $(PYTEST) -o faulthandler_timeout=$(STUCK) -o faulthandler_exit_on_timeout=true
UV := UV_PYTHON_DOWNLOADS=never $(BIN)/uv
INSTALL := $(UV) pip install --python $(BIN)/python --require-hashes
COMPILE := $(UV) pip compile --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-header --no-annotate --quiet

.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: help run test test-sqlite test-postgresql torture lint format score bench \
	bench-extraction coverage llm lock clean

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-17s %s\n", $$1, $$2 }' Makefile

run: .venv/installed-run ## install, prepare and serve on http://127.0.0.1:8000 (PORT=)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_seeds
	@$(MANAGE) ingest seeds/documents
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@exec $(MANAGE) serve --port "$(PORT)"

# Both at once, as each waits at times.
test: .venv/installed-dev ## run the tests, on SQLite and on PostgreSQL (ARGS=)
	@$(MAKE) --no-print-directory --keep-going --jobs=2 test-sqlite test-postgresql \
		EACH_LINE="2>&1 | sed -u 's/^/PostgreSQL: /'"

test-sqlite: .venv/installed-dev ## run the tests on SQLite alone (ARGS=)
	@$(TEST) $(ARGS)

test-postgresql: .venv/installed-dev ## run those that touch the database there (ARGS=)
	@$(TEST) --postgresql $(ARGS) $(EACH_LINE)

torture: .venv/installed-dev ## kill and repeat many times, on both databases (ROUNDS=)
	$(PYTEST) --rounds $(ROUNDS) $(TORTURE)
	$(PYTEST) --rounds $(ROUNDS) --postgresql $(TORTURE)

lint: .venv/installed-dev ## check style, templates and import contracts
	@status=0; \
	for check in "ruff check" "ruff format --check" \
		"djlint --lint --quiet templates" "lint-imports"; do \
		echo "$$check"; $(BIN)/$$check || status=1; \
	done; \
	exit $$status

format: .venv/installed-dev ## put the code in its usual form
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

score: .venv/installed-dev ## score the extraction against the gold: the five documents, our own thirty
	@dir=$$(mktemp -d); trap 'rm -rf "$$dir"' EXIT INT TERM; set -e; \
	unset DATABASE_URL; export ARCHIVE_DATA_DIR="$$dir"; \
	$(MANAGE) migrate --verbosity 0; \
	$(MANAGE) load_seeds; \
	$(MANAGE) ingest seeds/documents tests/gold/own/documents; \
	$(MANAGE) export --format gold --output "$$dir/predictions.json"; \
	for gold in seeds own; do echo; echo "tests/gold/$$gold"; \
		$(BIN)/python tests/gold/score.py --gold "tests/gold/$$gold" \
			--pred "$$dir/predictions.json"; done

bench: .venv/installed-dev .venv-bench/installed ## search beside SQL, tantivy, Datasette (ARTICLES=, CORPUS=)
	$(BIN)/python -m benchmarks.search --databases "$(DATABASES)" --articles "$(ARTICLES)" \
		$(if $(CORPUS),--corpus "$(CORPUS)" --region "$(REGION)") \
		$(if $(filter 1,$(GROW)),--grow) $(if $(OUTPUT),--output "$(OUTPUT)") $(BENCH)

bench-extraction: .venv/installed-dev .venv-bench/installed ## speed beside other tools
	$(BIN)/python benchmarks/extraction.py --rivals .venv-bench/bin/python

coverage: .venv/installed-dev ## run the tests on SQLite and show the lines they miss
	$(BIN)/coverage run -m pytest $(ARGS)
	$(BIN)/coverage report

llm: .venv/installed-run ## install what the extractor `chat` needs besides
	$(INSTALL) --requirement requirements-llm.txt

lock: .venv/installed-uv ## resolve requirements*.in anew (newest versions: LOCKARGS=--upgrade)
	$(COMPILE) $(LOCKARGS) requirements-uv.in --output-file requirements-uv.txt
	$(COMPILE) $(LOCKARGS) requirements.in --output-file requirements.txt
	$(COMPILE) $(LOCKARGS) pyproject.toml --extra llm --constraints requirements.txt \
		--output-file requirements-llm.txt
	$(COMPILE) $(LOCKARGS) requirements-dev.in --output-file requirements-dev.txt
	$(COMPILE) $(LOCKARGS) requirements-bench.in --output-file requirements-bench.txt

clean: ## remove what was installed and cached, but never the data in var
	rm -rf .venv .venv-bench .pytest_cache .ruff_cache .import_linter_cache .hypothesis build
	rm -rf htmlcov test-results .coverage
	find archive districts tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is newer than the lock it was installed from: a second run installs nothing.

.venv/installed-uv: requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "The archive needs Python 3.11 or later; name one with make PYTHON=..."; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python's venv module is missing. On Debian: apt install python3-venv"; \
		exit 1; }
	$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --requirement requirements-uv.txt
	@touch $@

.venv/installed-run: .venv/installed-uv requirements.txt
	$(INSTALL) --requirement requirements.txt
	@touch $@

# The lock for tests holds everything that running needs, too.
.venv/installed-dev: .venv/installed-uv requirements-dev.txt requirements.txt
	$(INSTALL) --requirement requirements-dev.txt
	@touch $@ .venv/installed-run

# The other tools want versions of their own.
.venv-bench/installed: .venv/installed-uv requirements-bench.txt
	$(UV) venv --quiet --clear --python $(BIN)/python .venv-bench
	$(UV) pip install --python .venv-bench/bin/python --require-hashes \
		--requirement requirements-bench.txt
	@touch $@
