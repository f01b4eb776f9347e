"""An area beside the areas it is made of."""

from __future__ import annotations

import pytest

import spi
from builders import a_dossier, a_field, a_rated, a_set, an_indicator, linear
from small import BRIANCONNAIS
from spi.analysis.members import side_by_side


def test_a_municipality_stands_alone():
    assert side_by_side(a_dossier({"a": 1}), a_set(an_indicator("a"))) is None


def test_the_valley_and_its_members_are_scored_as_they_are_alone():
    valley = spi.load_dossier(BRIANCONNAIS)
    criteria = spi.load_criteria("alpine-figures")

    beside = side_by_side(valley, criteria)

    assert beside.whole.score == spi.score(valley, criteria).score
    assert [one.score for one in beside.members] == [
        spi.score(one, criteria).score for one in valley.members
    ]
    assert [one.dossier.area.key for one in beside.members] == list(valley.area.members)


def test_seven_of_thirteen_members_have_no_general_practitioner():
    beside = side_by_side(spi.load_dossier(BRIANCONNAIS), spi.load_criteria("alpine-figures"))

    doctors = [one.node("hea-gp").leaf.fact.answer.value.numerator for one in beside.members]

    assert len(doctors) == 13
    assert sum(one == 0 for one in doctors) == 7


def test_only_facts_are_compared():
    leaf = a_rated("a", answer="number", scale=linear(0, 100))
    criteria = a_set(a_field("f", leaf))
    judged = {f"m{i}": {"a": 1} for i in range(3)}
    members = [
        a_dossier({"a": 80}, ratings=judged, key="upper", attributes={"population": 100}),
        a_dossier({"a": 60}, key="lower", attributes={"population": 100}),
    ]
    valley = a_dossier(members=members, ratings=judged, key="valley")

    beside = side_by_side(valley, criteria)

    assert [one.score for one in beside.members] == [80, 60]
    assert beside.whole.score == 70
    assert spi.score(valley, criteria).score == 0


def test_members_that_cannot_be_right_are_refused():
    members = [a_dossier({"a": True}, key="m", attributes={"population": 1})]

    with pytest.raises(spi.InvalidDocument, match="expected a number"):
        side_by_side(a_dossier(members=members), a_set(an_indicator("a")))
