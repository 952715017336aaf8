# Two commands do all the set-up: `make` builds the graph, checks it, draws the map and writes the atlas; `make
# test` runs the whole suite. Both make the environment first, if it is not there or its requirements have changed.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ENV    := $(VENV)/.installed
KG     := $(BIN)/kg
INPUTS := $(shell find ontology data -name '*.ttl' -o -name '*.rq' -o -name '*.csv' -o -name '*.toml')
CODE   := $(shell find kg -name '*.py' -o -path '*/templates/*' -type f)

.PHONY: all test lint lock pictures vendor clean

all: $(ENV) build/checked build/map.html build/atlas/index.html
	@echo
	@cat build/built
	@tail -n 1 build/checked
	@echo "map:      $(CURDIR)/build/map.html"
	@echo "atlas:    $(CURDIR)/build/atlas/index.html"
	@echo "ask:      $(KG) query who-studied-where"
	@echo "next:     make test, or $(KG) --help"

$(ENV): pyproject.toml requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Argonauts needs CPython 3.11 or later")'
	@echo "making the environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps -e .
	@touch $@

build/graph.nq: $(ENV) $(INPUTS) $(CODE)
	@mkdir -p build
	@$(KG) build --force > build/built
	@touch $@

build/checked: build/graph.nq
	@$(KG) check --output $@ || { cat $@; rm -f $@; exit 1; }

build/map.html: build/graph.nq
	@$(KG) map --output $@ 2> build/drawn || { cat build/drawn; exit 1; }

build/atlas/index.html: build/graph.nq
	@$(KG) site build/atlas > build/pages
	@touch $@

test: $(ENV) build/graph.nq
	@tests/browser/install.sh
	@$(BIN)/python -m pytest

lint: $(ENV)
	@$(BIN)/ruff format --check kg tests benchmarks docs
	@$(BIN)/ruff check kg tests benchmarks docs
	@$(BIN)/mypy

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache

# The pins, made anew from what pyproject.toml asks for; `make lock` is run by hand.
lock:
	@rm -rf build/lock && $(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip install -qq --upgrade pip
	@build/lock/bin/python -m pip install -qq '.[fast]' --group dev
	@head -n 2 requirements.txt > build/pins
	@build/lock/bin/python -m pip freeze --exclude argonauts-kg | grep -v '@ file' >> build/pins
	@mv build/pins requirements.txt

# What others wrote and we pass on, made anew from the npm registry; run by hand, with node.
vendor:
	@vendor/vendor.sh

pictures: $(ENV)
	@$(BIN)/python docs/pictures.py
