# Every target first installs what is missing; `make help` lists them.
PYTHON ?= python3
SETUP := $(PYTHON) -m scripts.setup
RUN := .venv/bin/python

# Programs that set-up installed for the tests
export PATH := $(CURDIR)/var/bin:$(PATH)
# Rasa and its libraries: no telemetry, no notices that help nobody here
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help setup run test lint train evaluate bench lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12

setup: ## install what is missing (RETRY=1: look for the language model again)
	@$(SETUP) $(if $(RETRY),--again)

run: setup ## train if needed and start Noor; Ctrl-C stops it
	@$(RUN) -m bot train --if-needed
	@exec $(RUN) -m bot run

define check
@$(RUN) -m ruff check .
@$(RUN) -m ruff format --check .
@$(RUN) -m mypy
endef

test: ## lint, then every test; what CI runs
	@$(SETUP) --tests
	$(check)
	@$(RUN) -m pytest

lint: setup ## ruff and mypy
	$(check)

train: setup ## train the model
	@$(RUN) -m bot train

evaluate: setup ## measure language, understanding and simulated residents; writes reports/
	@$(RUN) -m benchmarks.language
	@$(RUN) -m benchmarks.evaluate
	@$(RUN) -m benchmarks.residents

bench: ## measure speed; writes reports/ (CONVERSATIONS=5000: a smaller store for the desk, quickly)
	@$(SETUP) --tests
	@$(RUN) -m benchmarks.bench
	@$(RUN) -m benchmarks.browser
	@$(RUN) -m benchmarks.desk $(addprefix --conversations ,$(CONVERSATIONS))

lock: ## renew requirements.lock from requirements.in
	@$(SETUP) --lock

clean: ## remove the environment, models and caches; conversations in var/ stay
	@rm -rf .venv models .rasa var/tools var/wheels var/bin var/setup.* .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
