"""What a working group discusses first."""

from __future__ import annotations

import pytest

from builders import a_dossier, a_rated, a_set, linear
from spi.analysis.agenda import Shares, agenda
from spi.disclosure import disclose
from spi.scoring import score

EVEN = {f"m{i}": 3 for i in range(6)}
SPLIT = {f"m{i}": 1 if i < 3 else 5 for i in range(6)}


def items(rated, *, answers=None, groups=None, weights=None, shares=None):
    """Put up an agenda; *rated* is key to member to step."""
    facts = {"answer": "number", "scale": linear(0, 100)} if answers else {}
    weights = weights or {}
    criteria = a_set(
        *(a_rated(key, weight=weights.get(key, 1), **facts) for key in rated),
        rater_groups=[{"key": "new"}, {"key": "old"}],
    )
    sheets: dict = {}
    for key, steps in rated.items():
        for who, step in steps.items():
            sheets.setdefault(who, {})[key] = step
    dossier = a_dossier(answers, ratings=sheets, groups=groups)
    shown = disclose(score(dossier, criteria), "working-group")
    return agenda(shown.card.nodes, criteria, shares)


def test_what_divides_people_comes_before_what_unites_them():
    first, second = items({"a": EVEN, "b": SPLIT})

    assert (first.key, second.key) == ("b", "a")
    assert (first.agreement, first.attention) == (-1, pytest.approx(0.5))
    assert (second.agreement, second.attention) == (1, 0)


def test_what_facts_contradict_is_worth_talking_about():
    (item,) = items({"a": EVEN}, answers={"a": 90})

    assert (item.gap, item.attention) == (-40, pytest.approx(0.3 * 0.4))


def test_what_groups_see_differently_is_worth_talking_about():
    groups = {who: ["new" if step == 1 else "old"] for who, step in SPLIT.items()}

    (item,) = items({"a": SPLIT}, groups=groups)

    assert item.largest_gap == 100
    assert item.attention == pytest.approx(0.5 + 0.2)


def test_what_weighs_less_gets_less_attention():
    heavy, light = items({"a": SPLIT, "b": SPLIT}, weights={"a": 4})

    assert (heavy.key, light.attention) == ("a", pytest.approx(heavy.attention / 4))


def test_the_shares_of_the_reasons_can_be_chosen():
    (item,) = items({"a": SPLIT}, shares=Shares(disagreement=1, gap=0, groups=0))

    assert item.attention == 1


def test_what_too_few_have_rated_is_not_on_the_agenda():
    assert items({"a": {"m1": 1, "m2": 5}}) == ()
