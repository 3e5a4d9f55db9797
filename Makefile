# Every target is one plain command; make is a convenience, not a requirement.

.PHONY: demo check docs format clean

demo: ; ./dedup scan corpus/

check: ; ./check

docs: ; .venv/bin/python docs/make_cli.py

format: ; .venv/bin/ruff check --fix . && .venv/bin/ruff format .

clean: ; rm -rf .venv .venv-ci .mypy_cache .ruff_cache .pytest_cache .hypothesis dedup-run
