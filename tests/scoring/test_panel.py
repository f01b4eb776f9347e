"""The panel: from ratings to a score, with its agreement."""

from __future__ import annotations

import pytest

from builders import a_dossier, a_rated, a_set, an_indicator, linear
from spi.errors import InvalidInput, UnknownKey
from spi.scoring import aggregated, score

THREE = ("m1", "m2", "m3")


def rate(*steps, **about):
    """Score one rated indicator; each step is one member's."""
    ratings = {f"m{i}": {"a": step} for i, step in enumerate(steps, start=1)}
    return score(a_dossier(ratings=ratings, **about), a_set(a_rated(answer=None)))


def panel_of(card, key="a"):
    """Give what the panel says of an indicator."""
    return card.node(key).leaf.panel


# --- aggregates ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "expected"), [([10], 10), ([0, 10], 5), ([30, 0, 10], 10), ([100, 0, 10, 30], 20)]
)
def test_of_an_even_number_the_median_is_the_mean_of_the_middle_two(points, expected):
    assert aggregated(points, "median") == expected


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([0, *[50] * 7, 100], 50),
        ([0, *[50] * 7, 90], 440 / 9),
        ([0, *[50] * 8, 90], 50),
        ([0, 0, *[50] * 16, 90, 90], 50),
        ([0, 0, 0, *[50] * 14, 90, 90, 90], (14 * 50 + 90) / 16),
    ],
)
def test_a_trimmed_mean_leaves_out_a_tenth_at_each_end_rounded_down(points, expected):
    assert aggregated(points, "trimmed") == pytest.approx(expected)


def test_nobody_has_no_mean():
    with pytest.raises(InvalidInput, match="found no ratings"):
        aggregated([])


def test_a_set_may_ask_for_a_trimmed_mean():
    criteria = a_set(a_rated(answer=None), panel={"aggregate": "trimmed"})
    steps = [1, *[3] * 8, 4]
    ratings = {f"m{i}": {"a": step} for i, step in enumerate(steps)}

    assert score(a_dossier(ratings=ratings), criteria).score == 50


# --- quorum --------------------------------------------------------------------------------------


def test_three_ratings_are_a_quorum():
    assert rate(3, 3).node("a").status == "unanswered"
    assert rate(3, 3, 3).score == 50


def test_all_members_are_a_quorum_where_there_are_fewer():
    two = {"m1": [], "m2": []}

    assert rate(3, 3, groups=two).score == 50
    assert rate(3, groups=two).node("a").status == "unanswered"


def test_a_set_may_ask_for_a_larger_quorum():
    criteria = a_set(a_rated(answer=None), panel={"quorum": 4})
    ratings = {one: {"a": 3} for one in THREE}

    card = score(a_dossier(ratings=ratings), criteria)

    assert "3 of 4" in card.node("a").leaf.absence.reason


def test_one_rating_may_be_enough():
    criteria = a_set(a_rated(answer=None), panel={"quorum": 1})

    assert score(a_dossier(ratings={"m1": {"a": 4}}), criteria).score == 75


def test_who_cannot_say_has_not_rated():
    card = rate(5, 5, "cannot-say", "cannot-say")

    assert card.node("a").status == "unanswered"
    assert panel_of(card).count == 2
    assert panel_of(card).cannot_say == 0.5


def test_where_nobody_can_say_there_is_no_rating():
    card = rate("cannot-say", "cannot-say", "cannot-say")

    assert card.node("a").status == "unanswered"
    assert panel_of(card).cannot_say == 1
    assert panel_of(card).frequencies == (0, 0, 0, 0, 0)


# --- together ------------------------------------------------------------------------------------


def test_who_rated_together_counts_for_the_quorum_with_all_present():
    assert rate(together=(3, {"a": 4})).score == 75
    assert rate(together=(2, {"a": 4})).node("a").status == "unanswered"


def test_a_rating_together_takes_precedence_even_below_the_quorum():
    card = rate(1, 1, 1, together=(2, {"a": 4}))

    assert card.node("a").status == "unanswered"


def test_a_rating_together_has_no_agreement():
    panel = panel_of(rate(1, 3, 5, together=(12, {"a": 4})))

    assert (panel.together, panel.count) == (12, 12)
    assert (panel.agreement, panel.spread, panel.largest_gap) == (None, None, None)
    assert panel.groups == {}


@pytest.mark.parametrize("together", [{"a": "cannot-say"}, {}])
def test_where_the_group_together_says_nothing_its_members_do(together):
    assert rate(1, 1, 1, together=(12, together)).score == 0


# --- groups --------------------------------------------------------------------------------------

GROUPS = {"m1": ["politics"], "m2": ["politics"], "m3": ["politics", "newcomers"], "m4": []}


def test_a_member_counts_in_each_of_their_groups():
    panel = panel_of(rate(1, 1, 5, groups=GROUPS))

    assert panel.groups == pytest.approx({"politics": 100 / 3, "newcomers": 100})
    assert panel.group_sizes == {"politics": 3, "newcomers": 1}
    assert panel.largest_gap == pytest.approx(200 / 3)


def test_by_group_no_group_drowns_another():
    criteria = a_set(a_rated(answer=None), panel={"voice": "group"})
    ratings = {"m1": {"a": 1}, "m2": {"a": 1}, "m3": {"a": 5}}

    card = score(a_dossier(ratings=ratings, groups=GROUPS), criteria)

    assert card.score == pytest.approx((100 / 3 + 100) / 2)


def test_by_group_each_group_is_aggregated_as_the_set_says():
    criteria = a_set(a_rated(answer=None), panel={"voice": "group", "aggregate": "median"})
    ratings = {"m1": {"a": 1}, "m2": {"a": 1}, "m3": {"a": 5}}

    card = score(a_dossier(ratings=ratings, groups=GROUPS), criteria)

    assert card.score == 50


def test_who_belongs_to_no_group_is_not_lost():
    criteria = a_set(a_rated(answer=None), panel={"voice": "group"})
    ratings = {"m1": {"a": 1}, "m2": {"a": 1}, "m4": {"a": 5}}

    card = score(a_dossier(ratings=ratings, groups=GROUPS), criteria)

    assert card.score == 50


def test_without_groups_each_person_has_a_voice():
    criteria = a_set(a_rated(answer=None), panel={"voice": "group"})
    ratings = {"m1": {"a": 1}, "m2": {"a": 1}, "m3": {"a": 4}}

    assert score(a_dossier(ratings=ratings), criteria).score == 25


# --- agreement -----------------------------------------------------------------------------------


def test_agreement_and_spread_stand_beside_the_score():
    panel = panel_of(rate(2, 2, 3, 3, 3, 3, 4, 4))

    assert panel.frequencies == (0, 2, 4, 2, 0)
    assert panel.agreement == 0.625
    # points 25 25 50 50 50 50 75 75: quartiles at 43.75 and 56.25
    assert panel.spread == 12.5


def test_one_rating_agrees_with_nobody():
    panel = panel_of(rate(3))

    assert (panel.agreement, panel.spread) == (None, None)


def test_two_steps_are_too_few_for_an_agreement():
    leaf = an_indicator(rating={"steps": 2}, answer=None)
    ratings = {"m1": {"a": 1}, "m2": {"a": 2}, "m3": {"a": 2}}

    panel = panel_of(score(a_dossier(ratings=ratings), a_set(leaf)))

    assert panel.agreement is None
    assert panel.points == pytest.approx(200 / 3)


def two_rated(ratings, **about):
    """Score two rated indicators."""
    criteria = a_set(a_rated("a", answer=None), a_rated("b", answer=None))
    return score(a_dossier(ratings=ratings, **about), criteria)


def test_the_whole_panel_has_alpha_and_kappa():
    agreement = two_rated({one: {"a": 1, "b": 5} for one in THREE}).agreement

    assert (agreement.alpha, agreement.kappa) == (1, 1)
    assert (agreement.raters, agreement.indicators) == (3, 2)


def test_kappa_needs_a_complete_table():
    ratings = {"m1": {"a": 1, "b": 5}, "m2": {"a": 1, "b": 4}, "m3": {"a": 2}}

    agreement = two_rated(ratings).agreement

    assert agreement.kappa is None
    assert agreement.alpha is not None


def test_an_indicator_counts_for_the_agreement_where_two_have_rated_it():
    ratings = {"m1": {"a": 1, "b": 5}, "m2": {"a": 2}}

    agreement = two_rated(ratings).agreement

    assert (agreement.raters, agreement.indicators) == (2, 1)


def test_where_nobody_has_rated_alone_there_is_no_agreement():
    assert two_rated({}, together=(5, {"a": 3, "b": 4})).agreement is None
    assert two_rated({"m1": {"a": "cannot-say"}}).agreement is None


# --- perspective ---------------------------------------------------------------------------------


def of_families(*steps, voices=("families",)):
    """Score the perspective of families; only m1 to m3 speak for them."""
    leaves = [
        a_rated("all", answer="number", scale=linear(0, 100)),
        a_rated("fam", answer="number", scale=linear(0, 100), target_groups=["families"]),
        an_indicator("old", target_groups=["elderly"]),
    ]
    criteria = a_set(
        *leaves,
        target_groups=[{"key": "families", "voices": list(voices)}, {"key": "elderly"}],
        rater_groups=[{"key": "families"}, {"key": "politics"}],
    )
    ratings = {f"m{i}": {"all": step, "fam": step} for i, step in enumerate(steps, start=1)}
    groups = {f"m{i}": ["families" if i <= 3 else "politics"] for i in range(1, 6)}
    dossier = a_dossier({"all": 10, "fam": 30, "old": 90}, ratings=ratings, groups=groups)
    return score(dossier, criteria, target_group="families")


def test_a_perspective_keeps_what_concerns_the_group_or_everybody():
    card = of_families()

    assert [key for key in card.nodes if key != "whole"] == ["all", "fam"]
    assert card.target_group == "families"


def test_only_those_who_speak_for_the_group_are_heard():
    assert of_families(5, 5, 5, 1, 1).score == 100


def test_too_few_who_speak_for_it_mean_the_points_of_the_rule():
    card = of_families(5, 5, "cannot-say", 1, 1)

    assert card.score == 20
    assert card.node("fam").leaf.made_by == "rule"
    assert panel_of(card, "fam").count == 2


def test_where_no_group_speaks_for_it_the_rule_does():
    assert of_families(5, 5, 5, 5, 5, voices=()).score == 20


def test_the_group_together_is_no_voice_of_one_group():
    leaf = a_rated(answer="number", scale=linear(0, 100))
    criteria = a_set(leaf, target_groups=[{"key": "families"}])
    dossier = a_dossier({"a": 10}, together=(9, {"a": 5}))

    assert score(dossier, criteria).score == 100
    assert score(dossier, criteria, target_group="families").score == 10


def test_an_unknown_target_group_is_refused():
    with pytest.raises(UnknownKey, match='unknown target group "nobody"'):
        score(a_dossier(), a_set(an_indicator()), target_group="nobody")
