"""Plain data to model and back: strict, without loss, all problems at once."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

import pytest

from golden.files import DOCUMENTS, written
from golden.model import classes_of, objects_in
from golden.mutations import STRANGE
from spi.codec import from_json, from_plain, to_json, to_plain
from spi.codec.documents import json_text, read_json
from spi.codec.fields import fields_of
from spi.errors import InvalidDocument
from spi.findings import Code, dotted
from spi.model.answers import Absence, Answer, Fraction, Option, Points, Split, Suppressed
from spi.model.area import Area
from spi.model.conditions import All, Compare, Condition, Not
from spi.model.conditions import Any as AnyOf
from spi.model.criteria_set import CriteriaSet, Indicator
from spi.model.dossier import Dossier
from spi.model.period import Period
from spi.model.rules import Cap, Mean, MeanKind, Rules
from spi.model.scales import Curve, Knot, Linear, Options, Progress, Scale
from spi.model.text import LocalText

PLAIN = {dict, list, str, int, float, bool, type(None)}


def findings(plain, kind):
    with pytest.raises(InvalidDocument) as wrong:
        from_plain(plain, kind)
    return [f"{one.code} {dotted(one.path)}".strip() for one in wrong.value.findings]


def answers(**plain):
    return from_plain({"assessment": {"answers": plain}}, Dossier).assessment.answers


# --- short forms -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plain", "kind", "made"),
    [
        ("progress", Scale, Progress()),
        ({"type": "linear", "worst": "1/2", "best": 2}, Scale, Linear(worst=0.5, best=2.0)),
        ("harmonic", Mean, Mean(kind=MeanKind.HARMONIC)),
        ("gas", Option, Option(key="gas")),
        ([1, "1/4"], Knot, Knot(at=1.0, points=0.25)),
        ({"at": 1, "points": 2}, Knot, Knot(at=1.0, points=2.0)),
        ({"cap": {"by": "a"}}, Rules, Rules(cap=(Cap(by="a"),))),
        ({"cap": [{"by": "a"}, {"by": "b"}]}, Rules, Rules(cap=(Cap(by="a"), Cap(by="b")))),
        ({"cap": []}, Rules, Rules()),
        ({"cap": None}, Rules, Rules()),
        ("x", LocalText, LocalText({"": "x"})),
        ({"source": "x", "de_CH": "y"}, LocalText, LocalText({"": "x", "de-CH": "y"})),
        (2021, Period, Period("2021")),
        ("2015/2021", Period, Period("2015/2021")),
    ],
    ids=lambda one: None if isinstance(one, str | int) else str(one)[:40],
)
def test_a_short_form_is_read(plain, kind, made):
    assert from_plain(plain, kind) == made


@pytest.mark.parametrize(
    ("plain", "made"),
    [
        ({"attribute": "a", "is": True}, Compare(attribute="a", is_=True)),
        ({"attribute": "a", "is": 1}, Compare(attribute="a", is_=1.0)),
        ({"attribute": "a", "in": ["x", 1]}, Compare(attribute="a", in_=("x", 1.0))),
        ({"not": {"answer": "a", "is": "x"}}, Not(not_=Compare(answer="a", is_="x"))),
        ({"all": [{"any": []}]}, All(all=(AnyOf(any=()),))),
    ],
    ids=["yes", "number", "several", "not", "all"],
)
def test_a_condition_is_read(plain, made):
    assert from_plain(plain, Condition) == made


def test_every_form_of_an_answer_is_read():
    found = answers(
        a=12,
        b=True,
        c="wood",
        d=["x", "y"],
        e=[],
        f={"done": "1/2"},
        g={"numerator": 5, "denominator": 3472},
        h={"points": 40},
        i={"value": {"numerator": 5, "denominator": 3472}, "period": 2021},
        j={"absent": "suppressed", "reason": "secret", "source": "insee"},
    )

    values = [found[key].value for key in "abcdefghij"]
    fraction = Fraction(numerator=5.0, denominator=3472.0)
    assert values == [
        *(12.0, True, "wood", ("x", "y"), (), Split(done=0.5), fraction, Points(points=40.0)),
        *(fraction, Suppressed("secret")),
    ]
    assert (found["i"].period, found["j"].source) == (Period("2021"), "insee")


def test_an_entry_left_empty_is_as_if_it_were_not_there():
    empty = {"key": "a", "label": None, "weight": None, "rating": None, "target_groups": None}

    assert from_plain(empty, Indicator) == from_plain({"key": "a"}, Indicator)


def test_an_entry_that_must_be_there_is_not_left_empty():
    assert findings({"key": None}, Indicator) == ["wrong-type key"]


# --- what comes back -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_plain_data_hold_nothing_but_plain_types(name):
    def types_in(plain):
        yield type(plain)
        inner = [*plain, *plain.values()] if isinstance(plain, dict) else plain
        for one in inner if isinstance(plain, dict | list) else ():
            yield from types_in(one)

    assert set(types_in(to_plain(written(name)))) <= PLAIN


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_every_object_comes_back_by_itself(name):
    for one in objects_in(written(name)):
        if not isinstance(one, Absence):
            assert from_plain(to_plain(one), type(one)) == one


def test_what_says_nothing_is_not_written():
    assert to_plain(Dossier()) == {"schema_version": 1}
    assert to_plain(Curve(knots=(Knot(at=0, points=0),))) == {"type": "curve", "knots": [[0, 0]]}
    assert to_plain(Answer(value=True)) is True
    assert to_plain(Mean()) == "arithmetic"
    assert to_plain(Mean(kind=MeanKind.POWER, p=2)) == {"kind": "power", "p": 2}


def test_whole_numbers_that_python_made_are_written_as_well():
    area = Area(key="a", name=LocalText.of("A"), attributes={"population": 3472})

    assert to_plain(area)["attributes"] == {"population": 3472}
    assert from_plain(to_plain(area), Area) == area
    assert to_plain(Options(points={"yes": 100, "no": 0}))["points"] == {"no": 0, "yes": 100}


def test_mappings_are_written_in_the_order_of_their_names():
    made = from_plain(
        {"sources": {"b": {"title": "x"}, "a": {"title": {"fr": "x", "de": "y"}}}}, Dossier
    )

    assert list(to_plain(made)["sources"]) == ["a", "b"]
    assert list(to_plain(made)["sources"]["a"]["title"]) == ["de", "fr"]


# --- what is refused -------------------------------------------------------------------------------

CLASSES = [
    kind
    for kind in classes_of(CriteriaSet, Dossier)
    if not issubclass(kind, LocalText | Period | Absence)
]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_whatever_is_wrong_with_a_field_is_found_in_it(kind):
    """Its path begins with the name of the field, unless something else is missing."""
    own = {Code.MISSING_ENTRY, Code.NOT_TOGETHER}
    tag = {} if not issubclass(kind, Scale) else {"type": "progress"}
    for plan in fields_of(kind):
        for strange in STRANGE:
            for one in _problems({**tag, plan.name: strange}, kind):
                assert one.path[:1] in {(plan.name,), ("type",), ()}, (plan.name, strange, one)
                assert one.path or one.code in own | {Code.WRONG_TYPE}, (strange, one)


def _problems(plain, kind):
    try:
        from_plain(plain, kind)
    except InvalidDocument as wrong:
        return wrong.findings
    return ()


STRANGE_NAMES = [None, 1, True, 1.5, ("a",), b"a", 10**5000]


@pytest.mark.parametrize("i", range(len(STRANGE_NAMES)))
@pytest.mark.parametrize("where", ["top", "sources", "note", "attributes", "answers", "answer"])
def test_names_of_entries_are_text(where, i):
    odd = {STRANGE_NAMES[i]: "x"}
    plain = {
        "top": odd,
        "sources": {"sources": odd},
        "note": {"note": odd},
        "attributes": {"area": {"key": "a", "name": "A", "attributes": odd}},
        "answers": {"assessment": {"answers": odd}},
        "answer": {"assessment": {"answers": {"a": {**odd, "value": 1}}}},
    }[where]

    with pytest.raises(InvalidDocument):
        from_plain(plain, Dossier)


NO_DATA = [object(), b"x", {1, 2}, range(3), (1,), 10**5000, 1j, math.nan]


@pytest.mark.parametrize("i", range(len(NO_DATA)))
def test_what_is_no_plain_data_is_no_document(i):
    plain = NO_DATA[i]
    for kind in (Dossier, CriteriaSet, Answer):
        if kind is not Answer or not isinstance(plain, tuple):
            with pytest.raises(InvalidDocument):
                from_plain(plain, kind)


@pytest.mark.parametrize("number", [10**16, -(10**16), 10**5000], ids=["16", "-16", "5000"])
def test_a_number_of_many_digits_is_no_word(number):
    assert findings({"cycle": number}, Dossier) == ["wrong-type cycle"]
    assert findings({"area": {"key": "a", "name": "A", "code": number}}, Dossier) == [
        "bad-code area.code"
    ]
    period = {"assessment": {"answers": {"a": {"value": 1, "period": number}}}}
    assert findings(period, Dossier) == ["bad-period assessment.answers.a.period"]


def test_a_list_that_holds_itself_is_too_deep():
    endless: list[object] = []
    endless.append(endless)

    assert findings({"members": endless}, Dossier) == ["too-deep"]


def test_all_problems_come_at_once():
    plain = {
        "schema_version": True,
        "kriteria": "x",
        "area": {"key": "A b", "code": 1, "attributes": {"X": 1, "y": [1]}},
        "assessment": {
            "answers": {
                "A": 1,
                "b": {"value": math.nan, "unit": 5, "what": 1, "evidence": "none?"},
            },
            "ratings": [{"steps": {"a": 0.5}}, {"member": 1, "together": 0}, 7],
        },
        "people": [{"key": "a", "email": 1}, {"name": "x"}],
        "note": {"deutsch": 1},
    }

    assert sorted(findings(plain, Dossier)) == sorted(
        [
            "wrong-type schema_version",
            "unknown-entry kriteria",
            "bad-key area.key",
            "missing-entry area",
            "bad-code area.code",
            "bad-key area.attributes.X",
            "wrong-type area.attributes.y",
            "bad-key assessment.answers.A",
            "not-finite assessment.answers.b.value",
            "bad-code assessment.answers.b.unit",
            "unknown-entry assessment.answers.b.what",
            "not-one-of assessment.answers.b.evidence",
            "wrong-type assessment.ratings[0].steps.a",
            "wrong-type assessment.ratings[1].member",
            "out-of-range assessment.ratings[1].together",
            "wrong-type assessment.ratings[2]",
            "wrong-type people[0].email",
            "missing-entry people[1]",
            "bad-language note.deutsch",
            "wrong-type note.deutsch",
        ]
    )


def test_the_nearest_known_word_is_suggested():
    for plain, near in [
        ({"kriteria": 1}, "criteria"),
        ({"area": {"keey": "a"}}, "key"),
        ({"assessment": {"answers": {"a": {"absent": "supressed"}}}}, "suppressed"),
    ]:
        with pytest.raises(InvalidDocument, match=f"did you mean: {near}"):
            from_plain(plain, Dossier)


# --- JSON ------------------------------------------------------------------------------------------


def test_json_comes_back_and_is_the_same_every_time():
    dossier = written("dossier-v1")

    assert from_json(to_json(dossier), Dossier) == dossier
    assert from_json(to_json(dossier).encode(), Dossier) == dossier
    assert to_json(dossier) == to_json(from_json(to_json(dossier), Dossier))


def test_json_is_sorted_readable_and_ends_with_a_line():
    assert json_text({"b": 1, "a": "ü"}) == '{\n  "a": "ü",\n  "b": 1\n}\n'


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_json_is_never_written_with_numbers_that_it_does_not_know(number):
    with pytest.raises(ValueError, match="JSON"):
        json_text({"a": number})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.FILE_EMPTY),
        ("{", Code.FILE_SYNTAX),
        ("{}{}", Code.FILE_SYNTAX),
        ("{a: 1}", Code.FILE_SYNTAX),
        ("[1,]", Code.FILE_SYNTAX),
        ("\ufeff{}", Code.FILE_SYNTAX),
        ('{"a": 1, "a": 1}', Code.DUPLICATE_ENTRY),
        ('[{"a": {"b": 1, "b": 2}}]', Code.DUPLICATE_ENTRY),
        ("[" * 100_000, Code.TOO_DEEP),
        (b"\xff\xfe{\x00}\x00", Code.FILE_ENCODING),
        (b'{"a": "K\xfcche"}', Code.FILE_ENCODING),
    ],
    ids=lambda one: str(one)[:20],
)
def test_json_that_is_none_is_refused(text, code):
    with pytest.raises(InvalidDocument) as wrong:
        read_json(text)

    assert wrong.value.findings[0].code is code


def test_json_in_utf_8_with_a_mark_is_read():
    assert read_json(b'\xef\xbb\xbf{"a": "\xc3\xbc"}') == {"a": "ü"}


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_json_brings_no_endless_numbers_into_the_model(word):
    text = json.dumps({"assessment": {"answers": {"a": 0}}}).replace("0", word)
    with pytest.raises(InvalidDocument) as wrong:
        from_json(text, Dossier)

    assert [(one.code, one.path) for one in wrong.value.findings] == [
        (Code.NOT_FINITE, ("assessment", "answers", "a"))
    ]


def test_any_mapping_will_do():
    class Odd(Mapping):
        def __getitem__(self, name):
            return {"cycle": 2026}[name]

        def __iter__(self):
            return iter(["cycle"])

        def __len__(self):
            return 1

    assert from_plain(Odd(), Dossier).cycle == "2026"
