# Everything a newcomer needs: `make demo`, `make test`. Each target sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHARED ?= ../shared

.PHONY: demo test check format bench clean

demo: $(READY)
	@$(BIN)/sayso read examples/harbour-fire.html

test: $(READY) check
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff format --check sayso tests bench training
	$(BIN)/ruff check sayso tests bench training
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layers.py

format: $(READY)
	$(BIN)/ruff format sayso tests bench training
	$(BIN)/ruff check --fix sayso tests bench training

$(READY): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
