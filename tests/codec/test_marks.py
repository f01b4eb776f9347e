"""Every text of the model says whether it may be about a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_origin

import pytest

from golden.model import classes_of, fields_below
from spi.codec.fields import is_mapping, is_tuple
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier
from spi.model.marks import Form, Personal
from spi.model.text import LocalText


def holds_text(type_: Any) -> bool:
    """Say whether a type is text, or lists or maps text, or may be text among others."""
    if type_ in {str, LocalText}:
        return True
    origin = get_origin(type_)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return holds_text(get_args(type_)[1])
    return any(holds_text(one) for one in get_args(type_))


TEXTS = [(kind, plan) for kind, plan in fields_below(CriteriaSet, Dossier) if holds_text(plan.type)]


PARAMS = [pytest.param(*one, id=f"{one[0].__name__}.{one[1].name}") for one in TEXTS]


@pytest.mark.parametrize(("kind", "plan"), PARAMS)
def test_every_text_carries_a_mark_of_personal_data(kind, plan):
    assert plan.mark.personal is not None, f"{kind.__name__}.{plan.name}"


def test_people_are_personal_from_head_to_foot():
    [person] = [one for one in classes_of(Dossier) if one.__name__ == "Person"]
    marks = {plan.mark.personal for kind, plan in TEXTS if kind is person}

    assert marks == {Personal.YES}


@pytest.mark.parametrize("name", ["note", "reason", "decided_by"])
def test_what_somebody_types_freely_may_be_personal(name):
    marks = {plan.mark.personal for kind, plan in fields_below(Dossier) if plan.name == name}

    assert marks <= {Personal.POSSIBLE, Personal.YES, Personal.NO}
    assert marks - {Personal.NO}


def test_nothing_in_a_criteria_set_is_about_a_named_person():
    found = {
        f"{kind.__name__}.{plan.name}"
        for kind, plan in fields_below(CriteriaSet)
        if plan.mark.personal is Personal.YES
    }

    assert found == set()


def test_every_field_called_key_holds_a_key():
    found = {
        f"{kind.__name__}.{plan.name}": plan.mark.form
        for kind, plan in fields_below(CriteriaSet, Dossier)
        if plan.name == "key"
    }

    assert set(found.values()) == {Form.KEY}


def test_every_list_and_mapping_is_empty_unless_something_is_said():
    for kind, plan in fields_below(CriteriaSet, Dossier):
        if (is_tuple(plan.type) or is_mapping(plan.type)) and not plan.is_required:
            assert not plan.default, f"{kind.__name__}.{plan.name}"
