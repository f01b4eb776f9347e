"""Services by kind of migration and stage of arrival."""

from __future__ import annotations

import pytest

from builders import N, U, a_dossier, a_field, a_set, an_indicator
from spi.analysis.arrival import Provision, arrival
from spi.disclosure import disclose
from spi.model.answers import Answer, Provided
from spi.scoring import score

GROUPS = {
    "target_groups": [
        {"key": "new", "voices": ["new"]},
        {"key": "labour", "within": "new"},
        {"key": "seasonal", "within": "labour"},
        {"key": "refugees", "within": "new"},
        {"key": "older"},
    ],
    "rater_groups": [{"key": "new"}],
    "views": ["new"],
    "stages": [{"key": "arriving"}, {"key": "settling"}],
}
CHOICE = {
    "answer": {"type": "choice", "options": [{"key": "none"}, {"key": "some"}]},
    "scale": {"type": "options", "points": {"none": 0, "some": 60}},
    "kind": "service",
}


def there(answers, **leaves):
    """Find out what there is; leaves are keys with target groups and stages."""
    made = [
        an_indicator(key, target_groups=list(groups), stages=list(stages), **CHOICE)
        for key, (groups, stages) in leaves.items()
    ]
    criteria = a_set(a_field("f", *made, min_coverage=0), **GROUPS)
    shown = disclose(score(a_dossier(answers), criteria), "council")
    return arrival(shown.card.nodes, criteria)


@pytest.mark.parametrize(
    ("answer", "provision"),
    [
        ("none", Provision.MISSING),
        ("some", Provision.THERE),
        (Answer(value="some", provided=Provided.HERE), Provision.HERE),
        (Answer(value="some", provided=Provided.SHARED), Provision.SHARED),
        (Answer(value="some", provided=Provided.ELSEWHERE), Provision.ELSEWHERE),
        (Answer(value="none", provided=Provided.HERE), Provision.MISSING),
        (U, Provision.OPEN),
    ],
)
def test_a_service_is_there_or_not_by_its_answer(answer, provision):
    assert there({"a": answer}, a=(["new"], ["arriving"])).services == {"a": provision}


def test_what_does_not_apply_is_left_out():
    assert there({"a": N}, a=(["new"], ["arriving"])).services == {}


def test_a_service_counts_for_the_kinds_and_stages_that_it_is_meant_for():
    found = there(
        dict.fromkeys("abcde", "some"),
        a=(["new"], ["arriving", "settling"]),
        b=(["seasonal"], ["arriving"]),
        c=([], ["arriving"]),
        d=(["older"], ["arriving"]),
        e=(["refugees"], []),
    )

    assert found.kinds == ("labour", "refugees")
    assert found.cells == {
        ("labour", "arriving"): ("a", "b", "c"),
        ("labour", "settling"): ("a",),
        ("refugees", "arriving"): ("a", "c"),
        ("refugees", "settling"): ("a",),
    }
    assert found.count("labour", "arriving", Provision.THERE) == 3
    assert found.count("labour", "arriving", Provision.MISSING) == 0


def test_a_set_without_kinds_of_migration_asks_nothing():
    assert (
        arrival(score(a_dossier(), a_set(an_indicator("a"))).nodes, a_set(an_indicator("a")))
        is None
    )
