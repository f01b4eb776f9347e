"""Documents of schema version 1 stay readable, and mean the same."""

from __future__ import annotations

import pytest

from golden.files import DOCUMENTS, HERE, expected_scores, read, scores, written
from golden.model import fields_below, owner, used
from spi.codec import from_plain, to_json, to_plain
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier
from spi.model.dossier_checks import check_against
from spi.reading.dump import to_yaml

NAMES = sorted(DOCUMENTS)
ALWAYS_AT_ONE = {"schema_version"}
"""Fields that a document of version 1 cannot say anything else in."""


@pytest.mark.parametrize("ending", ["json", "yaml"])
@pytest.mark.parametrize("name", NAMES)
def test_a_golden_file_says_what_people_wrote(name, ending):
    assert read(name, ending) == written(name)


@pytest.mark.parametrize(("ending", "dump"), [("json", to_json), ("yaml", to_yaml)])
@pytest.mark.parametrize("name", NAMES)
def test_a_golden_file_is_written_again_byte_by_byte(name, ending, dump):
    expected = (HERE / f"{name}.{ending}").read_bytes()

    assert dump(read(name, ending)).encode("utf-8") == expected


def test_the_golden_files_use_every_field_of_the_model():
    possible = {
        (owner(kind, plan.attribute.name), plan.name)
        for kind, plan in fields_below(CriteriaSet, Dossier)
        if plan.name not in ALWAYS_AT_ONE
    }

    assert possible - {one for name in NAMES for one in used(written(name))} == set()


def test_the_golden_dossier_fits_the_golden_criteria():
    findings = check_against(written("dossier-v1"), written("criteria-v1"))

    assert [str(one) for one in findings] == []


def test_the_golden_dossier_scores_the_same_numbers():
    expected = expected_scores()
    found = scores()

    assert found.keys() == expected.keys()
    for key, node in expected.items():
        assert _flat(found[key]) == pytest.approx(_flat(node), abs=1e-9), key


def _flat(node):
    low, high = node["bounds"] or (None, None)
    return {**node, "bounds": None, "low": low, "high": high}


@pytest.mark.parametrize("name", NAMES)
def test_the_order_in_which_something_was_said_changes_no_byte(name):
    kind, _ = DOCUMENTS[name]
    plain = to_plain(written(name))
    other = from_plain(_reversed(plain), kind)

    assert to_json(other) == to_json(written(name))
    assert to_yaml(other) == to_yaml(written(name))


def _reversed(plain):
    """Return plain data with the entries of every mapping the other way round."""
    if isinstance(plain, dict):
        return {name: _reversed(plain[name]) for name in reversed(plain)}
    return [_reversed(one) for one in plain] if isinstance(plain, list) else plain
