"""Levels: which one is earned, what is missing to the next, and how sure it is."""

from __future__ import annotations

import pytest

from builders import (
    N,
    U,
    a_card,
    a_dossier,
    a_field,
    a_set,
    an_indicator,
)
from spi.scoring import score


def levels(*conditions, floor=70, medium=()):
    """Write three levels; the highest has conditions."""
    return [
        {"key": "high", "floor": 0},
        {"key": "medium", "floor": 40, "conditions": list(medium)},
        {"key": "low", "floor": floor, "conditions": list(conditions)},
    ]


def missing_of(card, key="whole"):
    """Give what is missing to the next level, in short."""
    standing = card.node(key).standing
    return [(one.asked, one.needed, one.found) for one in standing.missing]


@pytest.mark.parametrize(
    ("points", "level"),
    [
        (0, "high-need"),
        (39.9, "high-need"),
        (40, "medium-need"),
        (69.9, "medium-need"),
        (70, "low-need"),
        (100, "low-need"),
        (70 - 4e-10, "low-need"),
        (70 - 6e-10, "medium-need"),
    ],
)
def test_where_a_set_names_no_levels_they_are_the_need_for_action(points, level):
    assert a_card(points).level == level


def test_every_node_has_its_level():
    field = a_field("f", an_indicator("a"), an_indicator("b"))
    card = score(a_dossier({"a": 90, "b": 30}), a_set(field))

    assert [card.node(key).level for key in ("whole", "f", "a", "b")] == [
        "medium-need",
        "medium-need",
        "low-need",
        "high-need",
    ]


def test_the_next_level_and_what_is_missing():
    card = a_card(50)

    assert card.whole.standing.next_level == "low-need"
    assert missing_of(card) == [("floor", 70, 50)]


def test_at_the_top_there_is_no_next_level():
    standing = a_card(100).whole.standing

    assert (standing.next_level, standing.missing) == (None, ())


def test_a_node_that_is_not_assessable_has_no_level_only_a_range():
    standing = a_card(90, U).whole.standing

    assert (standing.level, standing.next_level, standing.missing) == (None, None, ())
    assert (standing.at_low, standing.at_high) == ("medium-need", "low-need")
    assert not standing.is_sure


def test_what_does_not_apply_has_no_level_and_no_range():
    standing = a_card(90, N).node("b").standing

    assert (standing.level, standing.at_low, standing.at_high) == (None, None, None)


def test_a_level_is_sure_where_both_ends_are_in_it():
    assert a_card(90, 90, 90, 80, U).whole.standing.is_sure is True
    assert a_card(75, 75, 75, U).whole.standing.is_sure is False


def test_not_assessable_is_never_sure():
    standing = a_card(0, 0, U, min_coverage=0.9).whole.standing

    assert standing.at_low == standing.at_high == "high-need"
    assert not standing.is_sure


def test_a_level_is_earned_with_all_below_it():
    medium_needs_b = [{"node": "b", "at_least": 50}]
    card = a_card(100, 40, weights=(1, 0), levels=levels(medium=medium_needs_b))

    assert card.level == "high"
    assert missing_of(card) == [("node", 50, 40)]


def test_all_that_is_missing_is_named():
    conditions = [
        {"node": "b", "at_least": 50},
        {"lowest": 1, "at_least": 45},
        {"core_met": 1, "met_at": 60},
    ]
    leaves = [an_indicator("a", core=True), an_indicator("b", core=True)]
    card = score(a_dossier({"a": 60, "b": 40}), a_set(*leaves, levels=levels(*conditions)))

    assert card.level == "medium"
    assert missing_of(card) == [
        ("floor", 70, 50),
        ("node", 50, 40),
        ("lowest", 45, 40),
        ("core", 1, 0.5),
    ]


# --- conditions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("b", "level"), [(50, "low"), (50 - 4e-10, "low"), (49.9, "medium"), (N, "low"), (U, "medium")]
)
def test_a_named_node_reaches_its_score_or_does_not_apply(b, level):
    conditions = levels({"node": "b", "at_least": 50})

    assert a_card(90, b, weights=(1, 0), levels=conditions).level == level


def test_zero_is_reached_by_every_score():
    conditions = levels({"node": "b", "at_least": 0})

    assert a_card(90, 0, weights=(1, 0), levels=conditions).level == "low"
    assert a_card(90, U, weights=(1, 0), levels=conditions).level == "medium"


@pytest.mark.parametrize(
    ("answers", "j", "level"),
    [
        ((90, 90, 50), 1, "low"),
        ((90, 90, 49), 1, "medium"),
        ((90, 90, 49), 2, "low"),
        ((100, 49, 100), 2, "low"),
        ((100, 45, 48, 100, 100), 2, "medium"),
        ((100, 49), 9, "low"),
        ((100, 100, 49, U), 9, "low"),
        ((49, 100, 100, U), 1, "medium"),
    ],
)
def test_the_jth_lowest_part_reaches_its_score(answers, j, level):
    assert a_card(*answers, levels=levels({"lowest": j, "at_least": 50})).level == level


def test_the_lowest_part_is_one_that_counts():
    conditions = levels({"lowest": 1, "at_least": 50})

    assert a_card(90, 0, weights=(1, 0), levels=conditions).level == "low"


def test_fields_are_parts_not_their_indicators():
    fields = [
        a_field("f", an_indicator("a"), an_indicator("b")),
        a_field("g", an_indicator("c"), an_indicator("d")),
    ]
    criteria = a_set(*fields, levels=levels({"lowest": 1, "at_least": 50}))

    card = score(a_dossier({"a": 40, "b": 70, "c": 100, "d": 100}), criteria)

    assert (card.level, card.node("f").level) == ("low", "medium")


def core(answers, share, **about):
    """Score core indicators beside one that is none and weighs most."""
    keys = "abcd"[: len(answers)]
    leaves = [an_indicator(key, core=True) for key in keys]
    condition = {"core_met": share, **about}
    criteria = a_set(*leaves, an_indicator("z", weight=99), levels=levels(condition))
    answered = dict(zip(keys, answers, strict=True))
    return score(a_dossier({"z": 90, **answered}), criteria)


@pytest.mark.parametrize(
    ("answers", "share", "level"),
    [
        ((50, 50, 50), 1, "low"),
        ((50, 50, 49), 1, "medium"),
        ((50, 50, 49), 2 / 3, "low"),
        ((50, 50, N), 1, "low"),
        ((50, 50, U), 1, "medium"),
        ((50, 50, U), "2/3", "low"),
        ((49, 49, 49), 0, "low"),
        ((N, N), 1, "low"),
        ((), 1, "low"),
    ],
)
def test_a_share_of_the_core_is_met(answers, share, level):
    assert core(answers, share).level == level


@pytest.mark.parametrize(("met_at", "level"), [(60, "low"), (61, "medium")])
def test_a_condition_says_when_the_core_is_met(met_at, level):
    assert core((60, 60), 1, met_at=met_at).level == level


def test_the_core_of_a_field_lies_below_it():
    field = a_field("f", an_indicator("a", core=True), an_indicator("b"))
    criteria = a_set(
        field, an_indicator("c", core=True), levels=levels({"core_met": 1, "met_at": 80})
    )

    card = score(a_dossier({"a": 90, "b": 90, "c": 70}), criteria)

    assert (card.node("f").level, card.level) == ("low", "medium")


@pytest.mark.parametrize(
    "condition",
    [
        {"node": "b", "at_least": 50},
        {"lowest": 1, "at_least": 50},
        {"core_met": 1, "met_at": 50},
    ],
    ids=["node", "lowest", "core"],
)
def test_a_condition_may_look_at_what_is_planned(condition):
    leaves = [an_indicator("a", weight=9), an_indicator("b", core=True)]
    dossier = a_dossier({"a": 100, "b": 40}, measures={"m": {"b": 60}})

    def level(**about):
        return score(dossier, a_set(*leaves, levels=levels({**condition, **about}))).level

    assert (level(), level(planned=True)) == ("medium", "low")


def test_a_condition_may_take_the_place_of_a_floor():
    bare = levels()
    bare[2] = {"key": "low", "conditions": [{"node": "b", "at_least": 90}]}

    assert a_card(50, 95, weights=(1, 0), levels=bare).level == "low"
    assert a_card(50, 85, weights=(1, 0), levels=bare).level == "medium"


# --- the ends ------------------------------------------------------------------------------------


def ends(card, key="whole"):
    """Give the levels at lo, now and at hi."""
    standing = card.node(key).standing
    return standing.at_low, standing.level, standing.at_high


def a_part_barely_known(condition, **answers):
    """Score a whole beside a part q that is not assessable, its bounds [30, 96.7]."""
    part = a_field("q", *(an_indicator(key) for key in "xyz"), weight=0.01, min_coverage="2/3")
    parts = [an_indicator("a"), an_indicator("b")]
    criteria = a_set(part, *parts, levels=levels(condition), rules={"min_coverage": 0.5})
    return score(a_dossier({"x": 90, **answers}), criteria)


def test_at_the_ends_a_part_that_is_not_assessable_is_one_open_leaf():
    # now the second lowest part is 99 of 95 and 99; at hi q is 100, not its own 96.7
    card = a_part_barely_known({"lowest": 2, "at_least": 98}, a=95, b=99)

    assert ends(card)[1:] == ("low", "low")


def test_at_the_low_end_a_part_that_is_not_assessable_reaches_nothing():
    card = a_part_barely_known({"node": "q", "at_least": 20}, a=95, b=99)

    assert ends(card) == ("medium", "medium", "low")


def test_at_the_low_end_what_is_open_meets_no_core():
    leaves = [an_indicator("a"), an_indicator("b", core=True, weight=0.1)]
    criteria = a_set(*leaves, levels=levels({"core_met": 1, "met_at": 0}))

    assert ends(score(a_dossier({"a": 90}), criteria)) == ("medium", "medium", "low")


def test_where_all_is_open_no_part_is_the_lowest_at_either_time():
    bare = [*levels()[:1], {"key": "medium", "conditions": [{"lowest": 1, "at_least": 0}]}]

    card = a_card(U, open="zero", min_coverage=0, levels=bare)

    assert ends(card) == ("high", "high", "medium")


def test_at_the_ends_conditions_look_at_the_ends():
    card = a_card(
        90, 90, 90, 20, U, weights=(9, 9, 9, 1, 1), levels=levels({"lowest": 2, "at_least": 50})
    )

    assert ends(card) == ("medium", "low", "low")


def test_at_the_low_end_what_is_open_is_the_lowest():
    card = a_card(100, 100, 100, 100, U, levels=levels({"lowest": 1, "at_least": 0.5}))

    assert ends(card) == ("medium", "low", "low")


def test_at_the_low_end_the_lowest_open_part_may_turn_out_at_zero():
    levels = [
        {"key": "high", "floor": 0},
        {"key": "low", "floor": 30, "conditions": [{"lowest": 1, "at_least": 20}]},
    ]
    criteria = a_set(
        a_field("f", an_indicator("a"), an_indicator("b")), an_indicator("c"), levels=levels
    )

    whole = score(a_dossier({"a": 100, "b": U, "c": 100}), criteria).whole

    assert (whole.standing.at_low, whole.standing.at_high) == ("high", "low")
