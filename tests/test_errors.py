"""What can go wrong, with its place, and what to do."""

from __future__ import annotations

import re

import pytest

from broken_documents import BROKEN

FORM = re.compile(r"(?P<where>.+): found .+, expected .+; .+\.", re.DOTALL)


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_a_fault_is_found_at_its_place(broken, tmp_path):
    findings = broken.findings(tmp_path)
    right = [one for one in findings if one.code is broken.code]

    assert right, [str(one) for one in findings]
    one = right[0]
    assert str(one).count("found ") >= 1
    assert (broken.path, broken.place) == (_path(one), _place(one)), str(one)


def _path(one):
    return one.where.partition(", ")[2]


def _place(one):
    return (one.place.line, one.place.column) if one.place.line else None
