"""What measures would add: each alone, and all together."""

from __future__ import annotations

import pytest

from builders import (
    U,
    a_card,
    a_dossier,
    a_field,
    a_rated,
    a_set,
    an_indicator,
    linear,
)
from spi.codec import from_plain
from spi.errors import InvalidDocument
from spi.model.action_plan import Measure
from spi.scoring import score, what_if


def a_measure(key, **effects):
    """Make a measure that aims at points."""
    aims = [{"indicator": one, "target_points": points} for one, points in effects.items()]
    return from_plain({"key": key, "effects": aims}, Measure)


def test_each_measure_has_its_gain_at_every_node_with_a_score():
    field = a_field("f", an_indicator("a"), an_indicator("b"))
    plan = {"m1": {"a": 80}, "m2": {"b": 60, "c": 100}}
    dossier = a_dossier({"a": 40, "b": 40, "c": 60}, measures=plan)

    gains = what_if(score(dossier, a_set(field, an_indicator("c"))))

    assert gains.alone["m1"] == {"whole": 10, "f": 20, "a": 40, "b": 0, "c": 0}
    assert gains.alone["m2"] == {"whole": 25, "f": 10, "a": 0, "b": 20, "c": 40}
    assert gains.together == {"whole": 35, "f": 30, "a": 40, "b": 20, "c": 40}


def test_gains_need_not_add_up():
    card = a_card(40, 40, mean="minimum", plan={"m1": {"a": 80}, "m2": {"b": 80}})

    gains = what_if(card)

    assert [gains.alone[one]["whole"] for one in ("m1", "m2")] == [0, 0]
    assert gains.together["whole"] == 40


def test_two_measures_on_one_indicator_do_not_add():
    gains = what_if(a_card(40, plan={"m1": {"a": 80}, "m2": {"a": 70}}))

    assert (gains.alone["m1"]["a"], gains.alone["m2"]["a"], gains.together["a"]) == (40, 30, 40)


def test_a_measure_that_aims_lower_gains_nothing():
    assert what_if(a_card(40, plan={"m": {"a": 30}})).together == {"whole": 0, "a": 0}


def test_what_is_at_zero_and_stays_there_gains_nothing():
    card = a_card(0, 50, mean="geometric", plan={"m": {"b": 90}})

    assert what_if(card).together == {"whole": 0, "a": 0, "b": 40}


def test_what_is_at_zero_may_gain_all():
    assert what_if(a_card(0, plan={"m": {"a": 80}})).together == {"whole": 80, "a": 80}


def test_what_is_open_or_not_asked_gains_nothing():
    card = a_card(40, U, min_coverage=0, plan={"m": {"b": 90, "elsewhere": 100}})

    assert what_if(card).together == {"whole": 0, "a": 0}


def test_the_planned_share_of_an_answer_is_no_measure():
    leaf = an_indicator(answer="progress", scale="progress")
    split = {"done": 0.2, "planned": 0.5, "not_done": 0.3}
    card = score(a_dossier({"a": split}, measures={"m": {"a": 40}}), a_set(leaf))

    assert card.whole.planned == pytest.approx(70)
    assert what_if(card).together["a"] == 20


def test_together_all_measures_make_the_planned_score():
    plan = {"m1": {"a": 80}, "m2": {"b": 70, "a": 60}}
    card = a_card(40, 40, mean="geometric", plan=plan)

    assert card.score + what_if(card).together["whole"] == pytest.approx(card.whole.planned)


def test_a_panel_is_assumed_to_follow():
    leaf = a_rated(answer="number", scale=linear(0, 100))
    ratings = {f"m{i}": {"a": 2} for i in range(3)}
    plan = {"m": {"a": {"answer": 80}}}

    card = score(a_dossier({"a": 50}, ratings=ratings, measures=plan), a_set(leaf))

    assert what_if(card).together["a"] == 30


def test_other_measures_may_be_tried():
    card = a_card(40, plan={"m": {"a": 90}})

    gains = what_if(card, [a_measure("other", a=60)])

    assert gains.alone == {"other": {"whole": 20, "a": 20}}


def test_a_gain_reaches_what_it_caps():
    field = a_field("f", an_indicator("a"), cap={"by": "k"})
    criteria = a_set(field, an_indicator("k", weight=0))
    card = score(a_dossier({"a": 90, "k": 40}, measures={"m": {"k": 70}}), criteria)

    assert what_if(card).together == {"whole": 30, "f": 30, "a": 0, "k": 30}


def test_without_a_plan_nothing_is_gained():
    gains = what_if(a_card(40))

    assert (gains.alone, gains.together) == ({}, {"whole": 0, "a": 0})


def test_a_target_that_cannot_be_is_refused():
    effect = {"indicator": "a", "target_answer": True}
    wrong = from_plain({"key": "m", "effects": [effect]}, Measure)

    with pytest.raises(InvalidDocument, match="expected a number"):
        what_if(a_card(40), [wrong])
