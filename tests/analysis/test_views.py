"""How groups see the same place: their ratings side by side."""

from __future__ import annotations

import pytest

from builders import a_dossier, a_field, a_rated, a_set
from spi.analysis.views import seen_by
from spi.disclosure import disclose
from spi.scoring import score

GROUPS = {
    "target_groups": [
        {"key": "newcomers", "voices": ["new"]},
        {"key": "locals", "voices": ["old", "oldest"]},
        {"key": "families"},
    ],
    "rater_groups": [{"key": "new"}, {"key": "old"}, {"key": "oldest"}],
    "views": ["newcomers", "locals"],
}


def seen(*sheets, groups=("newcomers", "locals"), weights=(1, 1)):
    """Let members rate a and b; each sheet is a group, and its steps."""
    criteria = a_set(
        a_field("f", a_rated("a", weight=weights[0]), a_rated("b", weight=weights[1])), **GROUPS
    )
    named = {f"m{i}": sheet for i, sheet in enumerate(sheets)}
    dossier = a_dossier(
        ratings={
            who: {key: step for key, step in zip("ab", steps, strict=False) if step}
            for who, (_, *steps) in named.items()
        },
        groups={who: [group] for who, (group, *_) in named.items()},
    )
    shown = disclose(score(dossier, criteria), "working-group")
    return seen_by(shown.card.nodes, criteria, groups)


NEW, OLD, OLDEST = [("new", 1, 3)] * 3, [("old", 5, 3)] * 3, [("oldest", 3, 3)] * 6


def test_an_indicator_is_seen_as_those_rate_who_speak_for_a_group():
    found = seen(*NEW, *OLD)

    assert (found["a"].points, found["a"].difference) == ((0, 100), -100)
    assert (found["b"].points, found["b"].questions) == ((50, 50), 1)


def test_a_field_is_seen_as_the_mean_of_its_indicators_by_weight():
    found = seen(*NEW, *OLD, weights=(3, 1))

    assert found["f"].points == pytest.approx((12.5, 87.5))
    assert found["f"].questions == found["whole"].questions == 2


def test_several_rater_groups_speak_by_their_size():
    assert seen(*NEW, *OLD, *OLDEST)["a"].points == pytest.approx((0, 200 / 3))


def test_only_what_all_groups_have_rated_is_compared():
    found = seen(*[("new", 1, None)] * 3, *OLD)

    assert set(found) == {"whole", "f", "a"}
    assert found["f"].questions == 1


def test_a_group_of_two_is_not_seen():
    assert seen(*NEW[:2], *OLD) == {}


def test_a_group_that_nobody_speaks_for_sees_nothing():
    assert seen(*NEW, *OLD, groups=("newcomers", "families")) == {}
