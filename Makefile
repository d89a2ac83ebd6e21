# Everything a person types. `make run` is enough on a new machine that has Python 3.11 or newer.
PYTHON ?= python3
UV_COMPILE = .venv/bin/uv pip compile --quiet --no-config --generate-hashes --no-emit-index-url --universal \
	--python-version 3.11 --no-annotate --custom-compile-command "make lock"

.PHONY: run setup setup-dev test test-browser format lock clean

run: setup
	@exec .venv/bin/takt run

setup:
	@$(PYTHON) bootstrap.py run

setup-dev:
	@$(PYTHON) bootstrap.py dev

test: setup-dev
	@$(PYTHON) bootstrap.py check

test-browser: setup-dev
	@.venv/bin/pytest tests/browser -n auto --dist loadgroup

format: setup-dev
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

# Newest versions that requirements*.in and package.json allow, locked by hash.
lock: setup-dev
	$(UV_COMPILE) --upgrade requirements.in --output-file requirements.txt
	$(UV_COMPILE) --upgrade requirements-dev.in --constraints requirements.txt --output-file requirements-dev.txt
	npm install --package-lock-only --ignore-scripts

clean:
	rm -rf .venv node_modules build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
