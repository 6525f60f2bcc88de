# Any Python from 3.8 on starts the set-up, which then finds the ones that it needs.
CANDIDATES := python3 python3.13 python3.12 python3.11 python3.10 $(wildcard $(HOME)/.pyenv/versions/3.1*/bin/python3)
PYTHON3 = $(shell for p in $(CANDIDATES); do "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null && echo "$$p" && break; done)
PYTHON := .venv/bin/python

# More threads slow small models down many times over on a busy machine.
export OMP_NUM_THREADS ?= 1
export RASA_TELEMETRY_ENABLED := false
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export TF_CPP_MIN_LOG_LEVEL := 3

.DEFAULT_GOAL := help
.PHONY: help setup demo shell train lint test test-all evaluate bench clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*  ## /\1\t/p' Makefile | expand -t 12

setup:  ## both Python environments, the model weights and the widget; done once
	@python="$(PYTHON3)"; test -n "$$python" || { echo "Python 3.8 or newer is needed to start: install python3."; exit 1; }; "$$python" -m ops.bootstrap

demo: setup  ## the demo shop with its assistant: prints the address, stops on Ctrl-C
	@$(PYTHON) -m ops.demo

shell: setup  ## the same assistant on this terminal
	@$(PYTHON) -m ops.shell

train: setup  ## the bot's model, where words or rules changed
	@$(PYTHON) -m ops.training

lint: setup  ## ruff, mypy, import-linter; the widget's types
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	$(PYTHON) -m mypy --strict
	.venv/bin/lint-imports
	cd bot && .venv/bin/python -m mypy --strict nlu
	cd widget && npm run --silent check

test: lint  ## lint, then unit and integration tests of all parts
	$(PYTHON) -m pytest -m "not e2e and not slow"
	cd bot && .venv/bin/python -m pytest tests
	cd widget && npm test --silent

test-all: train  ## the running assistant, a real browser, whole catalogues
	$(PYTHON) -m pytest -m "e2e or slow"

evaluate: train  ## how well the right products are found, and shoppers' words understood
	$(PYTHON) -m ops.evaluate
	$(PYTHON) -m ops.understanding

bench: train  ## how fast each part answers
	$(PYTHON) -m ops.bench

clean:  ## removes what set-up made; the shop's data in .daogou stays
	rm -rf .venv bot/.venv .stamps .weights widget/node_modules widget/dist bot/models bot/.rasa
