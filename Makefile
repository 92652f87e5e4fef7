# Balai. `make` alone prints what there is. Every target needs Python 3.11 or newer and nothing else.

PYTHON ?= python3
PORT ?= 8000
ONLY ?=
ARGS ?=
PAIR ?=
NODES ?= 1
DATA ?=
# `exec`, so that a signal to make reaches the launcher and not a shell between the two.
LAUNCHER = exec $(PYTHON) -m portal.launcher

.DEFAULT_GOAL := help
.PHONY: help run test check bench drill elasticsearch

help:  ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run:  ## set up what is missing and serve the portal on this machine [PORT=8000]; Ctrl-C stops it
	@$(LAUNCHER) run --port "$(PORT)"

test:  ## run the tests on every core [ARGS="-k word"] [PAIR=postgresql+elasticsearch]
	@$(LAUNCHER) test --pair "$(PAIR)" $(ARGS)

check:  ## format, lint, types, templates, migrations, messages, import direction
	@$(LAUNCHER) check

bench:  ## measure, and rewrite docs/benchmarks.md [ONLY=name]
	@$(LAUNCHER) bench $(ONLY)

drill:  ## kill parts of a made portal on real servers, and see that nothing is lost [ONLY=name]
	@$(LAUNCHER) drill $(ONLY)

elasticsearch:  ## a real Elasticsearch on this machine, for development [NODES=3] [DATA=folder]; Ctrl-C stops it
	@$(LAUNCHER) elasticsearch --nodes "$(NODES)" --data "$(DATA)"
