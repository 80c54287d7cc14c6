# Two commands do everything: `make report` and `make test`.
UV := 0.13.9
BIN := .venv/bin
.DELETE_ON_ERROR:
.PHONY: report reports demonstration test lab docs bench lock clean help

report: .venv/run.done  ## set up, build the newest published report and a demonstration report, say where they are
	@$(BIN)/sikkerby report

reports: .venv/run.done  ## every report that there is data for, and the index that leads to them
	@$(BIN)/sikkerby batch params/*.yaml

test: .venv/all.done  ## the whole test suite, a real browser included
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/python -m pytest -n auto --dist loadfile

lab: .venv/all.done  ## open JupyterLab with the notebooks
	@$(BIN)/jupyter lab notebooks

docs: .venv/all.done  ## the page of published results beside ours, from its notebook
	@$(BIN)/python -m sikkerby_eval.report.build.validation

bench: .venv/all.done  ## the benchmark tables, as ratios measured in one run
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

lock: .venv/all.done  ## resolve the dependencies anew; the lock files name no address
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --no-annotate --all-extras pyproject.toml -o lock/all.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --no-annotate -c lock/all.txt pyproject.toml -o lock/run.txt

clean:  ## remove the environment and everything built; the deliveries in data/ stay
	rm -rf .venv reports build .pytest_cache .hypothesis .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

help:
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

.venv/bin/uv:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "Python 3.11 or newer is needed"; exit 1)
	@python3 -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv==$(UV)

.venv/%.done: lock/%.txt pyproject.toml | .venv/bin/uv
	@echo "Installing from $<"
	@$(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python --require-hashes -r $<
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --editable .
	@touch $@
