# Two commands for everybody: make demo, make test. The rest is for those who change Sayso.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data
SCORERS ?= ../shared/score
NAME ?= minilm-l6-polnear-5

.PHONY: demo test check bench model quality clean
.DEFAULT_GOAL := demo

# One stamp for each set of packages, so that a second run starts at once.
$(VENV)/core.stamp: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sayso needs Python 3.11 or newer: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/dev.stamp: $(VENV)/core.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

# torch's own wheel index is not needed: any torch from 2.4 on will do, with or without a GPU.
$(VENV)/train.stamp: $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	touch $@

demo: $(VENV)/core.stamp  ## reads the example reports, keeps them in an archive and asks it
	$(BIN)/sayso read 'examples/*.txt'
	mkdir -p build && rm -f build/demo.db*
	$(BIN)/sayso --archive build/demo.db add 'examples/*.txt'
	$(BIN)/sayso --archive build/demo.db ask "the union warned the operator about dust" --limit 2

check: $(VENV)/dev.stamp  ## lint, types, layers
	$(BIN)/ruff check src tests training benchmarks
	$(BIN)/ruff format --check src tests training benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check  ## check, then all tests
	$(BIN)/python -m pytest

$(VENV)/bench.stamp: $(VENV)/train.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	touch $@

bench: $(VENV)/bench.stamp  ## speed: beside the bare encoder, other programs, the processor's own rate, a second process
	$(BIN)/python benchmarks/speed.py $(DATA)
	$(BIN)/python benchmarks/versus.py $(DATA)
	$(BIN)/python benchmarks/roofline.py $(DATA)
	$(BIN)/python benchmarks/two.py $(DATA)

model: $(VENV)/train.stamp  ## trains and exports the weights again, from DATA
	$(BIN)/python training/train.py $(DATA) build/run1
	$(BIN)/python training/train.py $(DATA) build/run2 --epochs 2 --start build/run1/final.pt --pace 0.33 --seed 2
	$(BIN)/python training/train.py $(DATA) build/run3 --epochs 1 --start build/run2/final.pt --back 0.5 --pace 0.7 --seed 3
	$(BIN)/python training/train.py $(DATA) build/run4 --epochs 2 --start build/run2/final.pt --pace 0.33 --seed 4 \
	    --runs build/run2/final.pt build/run3/final.pt
	$(BIN)/python training/train.py $(DATA) build/run5 --epochs 1 --start build/run4/final.pt --pace 0.4 --seed 5 --only linking
	$(BIN)/python training/export.py build/run5/final.pt $(DATA) src/sayso/weights/best --name $(NAME)
	$(BIN)/python training/calibrate.py $(DATA) $(SCORERS)
	$(BIN)/python training/meaning.py $(DATA) src/sayso/weights/best

quality: $(VENV)/dev.stamp  ## the figures on the dev parts, against their floors
	$(BIN)/python training/quality.py $(DATA) $(SCORERS)

clean:
	rm -rf $(VENV) build dist
