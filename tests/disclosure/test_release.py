"""The public sees results once the municipality has decided to show them."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

import spi
from builders import a_dossier, a_set, an_indicator
from spi.disclosure import POLICIES, Audience, Policy, disclose
from spi.model.dossier import Release

CRITERIA = a_set(an_indicator("a"), an_indicator("b"))
DECISION = Release(decided_on=date(2026, 3, 6), decided_by="the council")


def a_card(release=None):
    return spi.score(evolve(a_dossier({"a": 10, "b": 30}), release=release), CRITERIA)


def test_without_the_decision_the_public_is_told_what_is_missing():
    with pytest.raises(spi.NotReleased, match=r"add release\.decided_on to the dossier"):
        disclose(a_card(), "public")


def test_with_the_decision_the_public_sees_the_scores():
    assert disclose(a_card(DECISION), Audience.PUBLIC).card.score == 20


@pytest.mark.parametrize("audience", ["council", "working-group", "office"])
def test_everybody_else_needs_no_decision(audience):
    assert disclose(a_card(), audience).audience == audience


def test_only_the_public_needs_a_release_and_only_the_office_sees_counts():
    assert {one for one, policy in POLICIES.items() if policy.needs_release} == {Audience.PUBLIC}
    assert {one for one, policy in POLICIES.items() if not policy.counts_of_persons} == {
        Audience.OFFICE
    }
    assert {policy.least for policy in POLICIES.values()} == {3}


def test_a_policy_of_ones_own_takes_the_place_of_the_usual_one():
    assert disclose(a_card(), "public", Policy()).card.score == 20


def test_another_audience_does_not_exist():
    with pytest.raises(spi.UnknownKey, match="everybody"):
        disclose(a_card(), "everybody")


def test_what_hides_nothing_changes_nothing():
    card = a_card()

    shown = disclose(card, "council")

    assert shown.withheld == frozenset()
    assert shown.card.nodes == card.nodes
    assert shown.explain() == card.explain()
    assert shown.potentials() == card.potentials()
    assert shown.open_widths() == card.open_widths()
