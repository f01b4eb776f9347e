"""The worked cases that stand beside each criteria set."""

from __future__ import annotations

from pathlib import Path

import pytest

from spi.codec import from_plain
from spi.model.dossier import Dossier
from spi.reading import read_criteria
from spi.reading.guarded import read_yaml
from spi.scoring.scorecard import score

CRITERIA = Path(__file__).parents[2] / "criteria"
CASES = [
    pytest.param(file.parent, case, id=f"{file.parent.parent.name}: {case['case']}")
    for file in sorted(CRITERIA.glob("*/*/cases.yaml"))
    for case in read_yaml(file.read_bytes(), file.name).data
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


def dossier_of(case):
    """Return the dossier that a case speaks of."""
    key = case.get("indicator") or case["field"]
    answers = case.get("answers") or ({key: case["answer"]} if "answer" in case else {})
    ratings = case.get("ratings", {})
    steps = ratings if isinstance(ratings, dict) else {key: ratings}
    members = [f"member-{i}" for i in range(max(map(len, steps.values()), default=0))]
    sheets = [
        {"member": member, "steps": {key: given[i] for key, given in steps.items()}}
        for i, member in enumerate(members)
    ]
    area = {"key": "somewhere", "name": "Somewhere", "attributes": case.get("attributes", {})}
    group = {"members": [{"key": member} for member in members]}
    assessment = {"answers": answers, "ratings": sheets, "working_group": group}
    return from_plain({"area": area, "assessment": assessment}, Dossier)


@pytest.mark.parametrize(("folder", "case"), CASES)
def test_a_worked_case_earns_what_it_says(folder, case, read):
    node = score(dossier_of(case), read(folder)).node(case.get("indicator") or case["field"])

    expected = case.get("points", case.get("score"))
    assert node.status == case.get("status", "scored")
    assert node.score == (None if expected is None else pytest.approx(expected, abs=FOUR_DECIMALS))


@pytest.mark.parametrize("folder", sorted({case.values[0] for case in CASES}))
def test_at_least_forty_cases_say_why(folder):
    cases = [case.values[1] for case in CASES if case.values[0] == folder]

    assert len(cases) >= 40
    assert all(case["why"] and case["case"].endswith(".") for case in cases)


@pytest.mark.parametrize("folder", sorted({case.values[0] for case in CASES}))
def test_cases_cover_every_kind_of_scale_the_set_uses(folder, read):
    leaves = {leaf.key: type(leaf.scale) for leaf in read(folder).leaves() if leaf.scale}

    worked = {leaves.get(case.values[1].get("indicator")) for case in CASES}
    assert set(leaves.values()) <= worked
