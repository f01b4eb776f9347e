"""The JSON Schema says the same as the codec."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from golden.files import DOCUMENTS, WRITTEN, written
from golden.model import classes_of, objects_in
from golden.mutations import STRANGE, paths_of, removed, renamed, replaced
from spi.codec import from_plain, schema_of, to_plain
from spi.codec.classes import dump_class
from spi.codec.converter import converter
from spi.codec.fields import fields_of
from spi.errors import InvalidDocument
from spi.findings import Code
from spi.model.answers import ASKS, Absence, Answer, Asks
from spi.model.criteria_set import CriteriaSet, FieldOfAction
from spi.model.dossier import Dossier
from spi.model.period import PERIOD_FORM, Period
from spi.model.scales import SCALES, Scale
from spi.model.text import LocalText
from spi.reading.guarded import value_at
from spi.reading.sources import read_document

ROOT = Path(__file__).parent.parent.parent
KINDS = (CriteriaSet, Dossier)

BEYOND = {
    Code.NOT_FINITE: "JSON knows no infinite numbers",
    Code.NOT_TOGETHER: "one entry against another",
    Code.BAD_TEXT: "control characters",
    Code.DUPLICATE_ENTRY: "de-CH and de_CH are the same language",
}
"""What only the codec refuses, and why a schema leaves it out."""
DAY = re.compile(r'the text "\d{4}-\d{2}-\d{2}"')
PERIOD = re.compile(f'the text "{PERIOD_FORM}"')


@cache
def validator(kind):
    return Draft202012Validator(schema_of(kind))


WHOLE = re.compile(r"the number (-?\d+(\.0)?|\d+e\+\d+)")


def is_beyond(one, plain):
    """Say whether a schema cannot know it, or leaves it out with a reason."""
    return (
        one.code in BEYOND
        or (one.code is Code.BAD_DATE and DAY.fullmatch(one.found))  # no such day
        or (one.code is Code.BAD_PERIOD and PERIOD.fullmatch(one.found))  # its end before its start
        or (one.code is Code.WRONG_TYPE and _is_whole(one))
        or (one.code is Code.WRONG_TYPE and _names_a_file(one))
        or (one.code is Code.OUT_OF_RANGE and _is_a_fraction(one, plain))
    )


def _is_a_fraction(one, plain):
    """Say whether it is about a number written as "-1/2", alone or in a pair."""
    written = value_at(plain, one.path) or value_at(plain, one.path[:-1])
    return "/" in str(written)


def _is_whole(one):
    """Say whether it is about 5.0, which is a whole number in JSON."""
    return bool(WHOLE.fullmatch(one.found)) and one.expected in {"text", "a whole number"}


def _names_a_file(one):
    """Say whether it is a text among the fields: in a folder that is the name of a file."""
    return len(one.path) == 2 and one.path[0] == "fields" and one.found.startswith("the text")


def differences(plain, kind):
    """Return what the codec and the schema say, if they do not agree."""
    try:
        from_plain(plain, kind)
        refused = []
    except InvalidDocument as wrong:
        refused = wrong.findings
    seen = [one.message[:200] for one in validator(kind).iter_errors(plain)]
    if refused and all(is_beyond(one, plain) for one in refused):
        return []
    return [] if bool(refused) == bool(seen) else [*(str(one) for one in refused), *seen]


# --- the schema itself -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [*KINDS, FieldOfAction], ids=lambda kind: kind.__name__)
def test_a_schema_is_one(kind):
    schema = schema_of(kind)

    Draft202012Validator.check_schema(schema)
    assert schema["title"] == kind.__name__
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_schema_is_the_same_every_time(kind):
    assert json.dumps(schema_of(kind)) == json.dumps(schema_of(kind))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_schema_describes_every_class_and_marks_personal_data(kind):
    schema = schema_of(kind)
    for cls in classes_of(kind):
        if cls.__name__ in schema["$defs"] and cls is not Answer:
            made = schema["$defs"][cls.__name__]
            made = made.get("anyOf", [made])[0]
            assert made["description"] == cls.__doc__.strip().splitlines()[0]
            assert set(made["properties"]) - {"type"} == {plan.name for plan in fields_of(cls)}


def test_a_schema_marks_what_is_about_persons():
    person = schema_of(Dossier)["$defs"]["Person"]["properties"]

    assert {one["x-personal"] for one in person.values()} == {"yes"}
    assert "x-personal" not in json.dumps(schema_of(CriteriaSet)["$defs"]["Indicator"])


# --- what is right ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_the_golden_files_pass(name):
    kind, _ = DOCUMENTS[name]

    assert list(validator(kind).iter_errors(to_plain(written(name)))) == []


@pytest.mark.parametrize("path", sorted(WRITTEN.rglob("*.yaml")), ids=lambda path: path.name)
def test_what_people_wrote_passes(path):
    kind = (
        FieldOfAction
        if path.name[0].isdigit()
        else Dossier
        if "dossier" in path.name
        else CriteriaSet
    )

    assert [one.message for one in validator(kind).iter_errors(read_document(path).data)] == []


SHIPPED = [
    *((FieldOfAction, path) for path in sorted(ROOT.glob("criteria/*/*/[0-9]*.yaml"))),
    *((CriteriaSet, path) for path in sorted(ROOT.glob("criteria/*/*/set.yaml"))),
    *((Dossier, path) for path in sorted(ROOT.glob("docs/examples/*/dossier.yaml"))),
]


@pytest.mark.parametrize(
    ("kind", "path"), SHIPPED, ids=[path.relative_to(ROOT).as_posix() for _, path in SHIPPED]
)
def test_what_the_library_ships_passes(kind, path):
    assert [one.message for one in validator(kind).iter_errors(read_document(path).data)] == []


# --- what is wrong ---------------------------------------------------------------------------------


@cache
def samples():
    """Return, for every class of the model, the plain data of one golden object of it."""
    found = {}
    for name in DOCUMENTS:
        for one in objects_in(written(name)):
            tag = {
                word
                for registry in (ASKS, SCALES)
                for word, kind in registry.items()
                if kind is type(one)
            }
            tagged = {"type": tag.pop()} if tag else {}
            found.setdefault(type(one), {**tagged, **dump_class(converter(), one)})
    return found


def needed(kind):
    """Return a sample with only what must be there."""
    must = {"type", *(plan.name for plan in fields_of(kind) if plan.is_required)}
    return {name: value for name, value in samples()[kind].items() if name in must}


CLASSES = [
    kind for kind in classes_of(*KINDS) if not issubclass(kind, LocalText | Period | Absence)
]


def in_files(kind):
    """Return the class as which files write one: a question or a scale says which by its type."""
    return next((base for base in (Asks, Scale) if issubclass(kind, base)), kind)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_schema_and_codec_agree_on_whatever_stands_in_a_field(kind):
    sample = needed(kind)
    for plan in fields_of(kind):
        for strange in STRANGE:
            assert differences({**sample, plan.name: strange}, in_files(kind)) == [], (
                plan.name,
                strange,
            )


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_schema_and_codec_agree_on_the_whole_of_a_class(kind):
    for strange in STRANGE:
        assert differences(strange, in_files(kind)) == [], strange


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_schema_and_codec_agree_on_missing_and_unknown_entries(kind):
    sample = samples()[kind]
    for plan in fields_of(kind):
        if plan.name in sample:
            for made in (removed(sample, (plan.name,)), renamed(sample, (plan.name,), "lable")):
                assert differences(made, in_files(kind)) == [], plan.name


@cache
def golden(name):
    plain = to_plain(written(name))
    return plain, list(paths_of(plain))


@given(data=st.data())
def test_schema_and_codec_agree_on_golden_files_with_something_wrong(data):
    name = data.draw(st.sampled_from(sorted(DOCUMENTS)))
    plain, paths = golden(name)
    path = data.draw(st.sampled_from(paths))
    how = data.draw(st.sampled_from(["replace", "remove", "rename"]))
    if how == "replace" or not path:
        made = replaced(plain, path, data.draw(st.sampled_from(STRANGE)))
    elif how == "rename" and isinstance(path[-1], str):
        made = renamed(plain, path, data.draw(st.sampled_from(["lable", "A b", "key", "x"])))
    else:
        made = removed(plain, path)
    assert differences(made, DOCUMENTS[name][0]) == [], (path, how)


@pytest.mark.slow
def test_schema_and_codec_agree_on_many_more_of_them():
    more = settings(max_examples=settings.get_profile("long").max_examples, deadline=None)
    more(test_schema_and_codec_agree_on_golden_files_with_something_wrong)()


def test_what_a_schema_leaves_out_is_refused_by_the_codec():
    plain = {"area": {"key": "a", "name": "A", "attributes": {"a": math.nan}}, "note": "a\x00"}

    assert list(validator(Dossier).iter_errors(plain)) == []
    with pytest.raises(InvalidDocument) as wrong:
        from_plain(plain, Dossier)
    assert {one.code for one in wrong.value.findings} == {Code.NOT_FINITE, Code.BAD_TEXT}
