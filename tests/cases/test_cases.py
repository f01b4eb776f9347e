"""The worked cases that stand beside each criteria set."""

from __future__ import annotations

from pathlib import Path

import pytest

from spi.reading import read_criteria
from spi.reading.cases import read_cases
from spi.usecases.cases import result_of

CRITERIA = Path(__file__).parents[2] / "criteria"
FOLDERS = sorted(path.parent for path in CRITERIA.glob("*/*/cases.yaml"))
CASES = [
    pytest.param(folder, case, id=f"{folder.parent.name}: {case.case}")
    for folder in FOLDERS
    for case in read_cases(folder).cases
]
FOUR_DECIMALS = 0.00005 + 1e-9


@pytest.fixture(scope="module", name="read")
def _read():
    sets = {}

    def read(folder):
        if folder not in sets:
            sets[folder] = read_criteria(folder, languages=[])
        return sets[folder]

    return read


@pytest.mark.parametrize(("folder", "case"), CASES)
def test_a_worked_case_earns_what_it_says(folder, case, read):
    node = result_of(case, read(folder))

    expected = case.points if case.score is None else case.score
    assert node.status == (case.status or "scored")
    assert node.score == (None if expected is None else pytest.approx(expected, abs=FOUR_DECIMALS))


@pytest.mark.parametrize("folder", FOLDERS)
def test_at_least_forty_cases_say_why(folder):
    cases = read_cases(folder).cases

    assert len(cases) >= 40
    assert all(case.why and case.case.endswith(".") for case in cases)


@pytest.mark.parametrize("folder", FOLDERS)
def test_cases_cover_every_kind_of_scale_the_set_uses(folder, read):
    leaves = {leaf.key: type(leaf.scale) for leaf in read(folder).leaves() if leaf.scale}

    worked = {leaves.get(case.indicator) for case in read_cases(folder).cases}
    assert set(leaves.values()) <= worked
