"""The short form of every experiment, and the table that the long forms make."""

from __future__ import annotations

from pathlib import Path

import pytest

from torture.registry import MODULES, Experiment, Form, Outcome, experiments
from torture.table import BEGIN, END, written

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
ALL = experiments()


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_the_short_form_of_an_experiment_is_survived(one: Experiment, tmp_path: Path) -> None:
    outcome = one.run(tmp_path, one.short)
    assert not outcome.failures, "\n".join(outcome.failures)
    if not outcome.tried and outcome.noted:
        pytest.skip(outcome.noted)
    assert outcome.tried >= max(1, one.short.times)


def test_every_module_of_experiments_has_one() -> None:
    homes = {one.run.__module__.rpartition(".")[2] for one in ALL}
    assert homes == set(MODULES)


def test_every_defect_that_was_mended_names_a_test_that_there_is() -> None:
    tests = "\n".join(file.read_text("utf8") for file in PAGE.parents[1].glob("tests/**/test_*.py"))
    for one in ALL:
        for defect in one.mended:
            name = defect.rpartition("(")[2].rstrip(")")
            assert name.startswith("test_") and f"def {name}(" in tests, defect


def _nothing(folder: Path, form: Form) -> Outcome:
    return Outcome(tried=form.times)


FIRST, SECOND = (
    Experiment(
        name=name,
        chapter="Crash",
        must="holds",
        run=_nothing,
        short=Form(),
        long=Form(times=5),
        mended=("x (test_x)",),
    )
    for name in ("first", "second")
)


def test_a_row_of_an_experiment_that_was_not_run_again_stays() -> None:
    page = f"# Page\n{BEGIN}\n| first | holds | 9 | 9 | 1 |\n| gone | holds | 1 | 1 | 0 |\n{END}\nEnd\n"
    made = written(page, [FIRST, SECOND], {"second": Outcome(tried=5, failures=("one",), noted="slow")})
    assert "| first | holds | 9 | 9 | 1 |" in made
    assert "| second | holds (slow) | 5 | 4 | 1 |" in made
    assert "gone" not in made
    assert made.count("- x (test_x)") == 1
    assert made.startswith("# Page\n") and made.endswith(f"{END}\nEnd\n")


def test_making_the_table_twice_changes_nothing() -> None:
    page = f"{BEGIN}\n{END}\n"
    once = written(page, [FIRST], {"first": Outcome(tried=5)})
    assert written(once, [FIRST], {}) == once
