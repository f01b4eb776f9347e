"""Old schema versions become new ones; newer ones are refused."""

from __future__ import annotations

import pytest

from spi.codec import from_plain
from spi.codec.upgrade import STEPS, VERSIONS, upgraded
from spi.errors import InvalidDocument
from spi.findings import Code, dotted
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier


def rename_title(data):
    return {("label" if name == "title" else name): value for name, value in data.items()}


def shout(data):
    return {**data, "label": data["label"].upper()} if "label" in data else data


TWO_STEPS = (rename_title, shout)


@pytest.mark.parametrize("kind", VERSIONS, ids=lambda kind: kind.__name__)
def test_there_is_a_step_from_every_version_to_the_next(kind):
    assert len(STEPS[kind]) == VERSIONS[kind] - 1


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"schema_version": 1, "title": "x"}, {"schema_version": 3, "label": "X"}),
        ({"schema_version": 2, "label": "x"}, {"schema_version": 3, "label": "X"}),
        ({"schema_version": 3, "label": "x"}, {"schema_version": 3, "label": "x"}),
        ({"label": "x"}, {"label": "x"}),
        ({"schema_version": "1", "label": "x"}, {"schema_version": "1", "label": "x"}),
        ({"schema_version": True, "label": "x"}, {"schema_version": True, "label": "x"}),
        ({"schema_version": 0, "label": "x"}, {"schema_version": 0, "label": "x"}),
    ],
)
def test_the_steps_that_are_missing_are_made_in_order(data, expected):
    before = dict(data)

    assert upgraded(data, CriteriaSet, steps=TWO_STEPS) == expected
    assert data == before


def test_a_newer_version_is_refused():
    with pytest.raises(InvalidDocument, match="schema version 3 or older; it was made by a newer"):
        upgraded({"schema_version": 4}, CriteriaSet, steps=TWO_STEPS)


def test_dossiers_in_a_dossier_have_versions_of_their_own():
    data = {
        "schema_version": 3,
        "label": "x",
        "members": [{"schema_version": 1, "title": "a", "members": [{"schema_version": 2, "label": "b"}]}, 5],
    }  # fmt: skip

    assert upgraded(data, Dossier, steps=TWO_STEPS) == {
        "schema_version": 3,
        "label": "x",
        "members": [{"schema_version": 3, "label": "A", "members": [{"schema_version": 3, "label": "B"}]}, 5],
    }  # fmt: skip


def test_all_newer_versions_in_a_dossier_are_found_at_once():
    data = {"members": [{"schema_version": 9}, {"members": [{"schema_version": 8}]}]}
    with pytest.raises(InvalidDocument) as wrong:
        from_plain(data, Dossier)

    assert [(one.code, dotted(one.path)) for one in wrong.value.findings] == [
        (Code.NEWER_SCHEMA, "members[0].schema_version"),
        (Code.NEWER_SCHEMA, "members[1].members[0].schema_version"),
    ]
