# Balai. `make` alone prints what there is. Every target needs Python 3.11 or newer and nothing else.

PYTHON ?= python3
PORT ?= 8000
ONLY ?=
ARGS ?=
# `exec`, so that a signal to make reaches the launcher and not a shell between the two.
LAUNCHER = exec $(PYTHON) -m portal.launcher

.DEFAULT_GOAL := help
.PHONY: help run test check bench

help:  ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run:  ## set up what is missing and serve the portal on this machine [PORT=8000]; Ctrl-C stops it
	@$(LAUNCHER) run --port "$(PORT)"

test:  ## run the tests on every core [ARGS="-k word"]
	@$(LAUNCHER) test $(ARGS)

check:  ## format, lint, types, templates, migrations, messages, import direction
	@$(LAUNCHER) check

bench:  ## measure, and rewrite docs/benchmarks.md [ONLY=name]
	@$(LAUNCHER) bench $(ONLY)
