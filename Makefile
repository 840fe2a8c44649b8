# wortlaut: everything a newcomer needs. `make` alone explains.
# The environment in .venv is made when a target first needs it, and again when its requirements change.

PYTHON ?= python3
INPUT ?= corpus/articles
OUTPUT ?= outputs
DATA ?= ../shared/training
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help extract test check evaluate bench review docs models clean

help:
	@echo "make extract    articles of INPUT ($(INPUT)) into tables in OUTPUT ($(OUTPUT))"
	@echo "make test       run the tests"
	@echo "make check      lint, types, tests, evaluation gate: what continuous integration runs"
	@echo "make evaluate   score the claims of corpus/articles against their gold"
	@echo "make bench      measure speed, memory and gazetteer"
	@echo "make review     open the review notebook on OUTPUT"
	@echo "make docs       build the documentation as a site in outputs/site"
	@echo "make models     train the language models from DATA ($(DATA)); see training/README.md"
	@echo "make clean      remove the environment and everything that can be made again"
	@echo
	@echo "Example: make extract INPUT=~/news OUTPUT=~/claims"

extract: .venv/ready
	.venv/bin/wortlaut extract $(INPUT) --output $(OUTPUT) $(ARGS)

test: .venv/dev
	.venv/bin/pytest $(ARGS)

check: .venv/dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/pytest
	$(MAKE) evaluate

evaluate: .venv/ready
	.venv/bin/wortlaut extract corpus/articles --output outputs/corpus --quiet
	.venv/bin/wortlaut evaluate outputs/corpus --gold corpus/gold.jsonl --gate tests/eval_baseline.json $(ARGS)

bench: .venv/dev
	.venv/bin/python -m benchmarks $(ARGS)

review: .venv/review
	OUTPUT=$(abspath $(OUTPUT)) .venv/bin/jupyter lab --LabApp.extension_manager=readonly notebooks/review.ipynb $(ARGS)

docs: .venv/docs
	.venv/bin/python docs/generate.py
	.venv/bin/mkdocs build --strict --quiet

models: .venv/train
	.venv/bin/python -m training all --data $(DATA) $(ARGS)

clean:
	rm -rf .venv outputs build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp is a set of packages. pip is quiet: a hundred lines of it would hide what the target says.
REQUIREMENTS := pyproject.toml constraints.txt
INSTALL = .venv/bin/pip install -qq --disable-pip-version-check --constraint constraints.txt --editable

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "wortlaut needs Python 3.11 or newer; name one: make extract PYTHON=python3.12"; exit 1; }
	@echo "making .venv (once, about a minute)"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/ready: .venv/bin/pip $(REQUIREMENTS)
	@$(INSTALL) .
	@touch $@

.venv/dev: .venv/ready
	@$(INSTALL) '.[dev]'
	@touch $@

.venv/review: .venv/ready
	@echo "adding JupyterLab to .venv (once, about a minute)"
	@$(INSTALL) '.[review]'
	@# JupyterLab asks the network for news and updates unless told not to; a review needs none.
	@.venv/bin/jupyter labextension disable @jupyterlab/apputils-extension:announcements 2>/dev/null
	@touch $@

.venv/ftm: .venv/dev
	@$(INSTALL) '.[ftm]'
	@touch $@

.venv/docs: .venv/ready
	@$(INSTALL) '.[docs]'
	@touch $@

.venv/train: .venv/ready
	@$(INSTALL) '.[train]'
	@touch $@
