"""What can go wrong: every kind of problem, provoked by data that somebody could have."""

from __future__ import annotations

import os
import re

import pytest

from reading.broken import findings_of
from reading.broken_documents import BROKEN
from reading.broken_elsewhere import OTHERS
from spi.errors import InvalidDocument, UnknownKey
from spi.findings import SENTENCES, Code, Place, Severity, dotted, finding
from spi.phrases import Phrase, describe, phrase, suggestion

MESSAGE = re.compile(r".+: found .+, expected .+; .+\.", re.DOTALL)

# --- every code ------------------------------------------------------------------------------------


def test_every_kind_of_problem_is_provoked_here():
    provoked = {one.code for one in BROKEN} | OTHERS.keys()

    assert set(Code) - provoked == set()


@pytest.mark.parametrize("broken", BROKEN, ids=[f"{i}-{one.code}" for i, one in enumerate(BROKEN)])
def test_a_fault_is_found_at_its_place(broken, tmp_path):
    findings = broken.findings(tmp_path)
    found = [(_path(one), _place(one)) for one in findings if one.code is broken.code]

    assert (broken.path, broken.place) in found, "\n".join(str(one) for one in findings)
    for one in findings:
        assert MESSAGE.fullmatch(str(one)), one


def _path(one):
    return dotted(one.path)


def _place(one):
    return (one.place.line, one.place.column) if one.place.line else None


@pytest.mark.parametrize("code", OTHERS, ids=str)
def test_other_faults_are_found(code, tmp_path):
    findings = OTHERS[code](tmp_path)
    found = [one for one in findings if one.code is code]

    assert found, "\n".join(str(one) for one in findings)
    assert MESSAGE.fullmatch(str(found[0])), found[0]


def test_every_kind_of_problem_has_its_sentences():
    assert SENTENCES.keys() == set(Code)


@pytest.mark.parametrize("code", Code, ids=str)
def test_a_code_is_written_in_lower_case_with_hyphens(code):
    assert code.value == code.name.lower().replace("_", "-")


# --- one problem -----------------------------------------------------------------------------------


def test_a_problem_is_one_sentence():
    place = Place("housing.yaml", 41, 13)
    said = finding(Code.WRONG_TYPE, "hou-rent", "worst", found="12 %", expected=phrase("a number"))

    assert str(said) == (
        'hou-rent.worst: found the text "12 %", expected a number; write a number.'
    )
    assert str(place) == "housing.yaml:41:13"


def test_a_problem_without_a_place_begins_with_what_was_found():
    said = finding(Code.NO_CHILDREN, found=phrase("nothing below"))

    assert str(said).startswith("found nothing below, expected ")
    assert said.severity is Severity.ERROR


def test_a_problem_seen_from_further_up_has_a_longer_path():
    said = finding(Code.BAD_TEXT, "label", found="x").below("fields", 2)

    assert dotted(said.path) == "fields[2].label"


DESCRIBED = [
    (None, "nothing"),
    (True, "the yes/no value true"),
    (3, "the number 3"),
    (3.0, "the number 3"),
    (0.1, "the number 0.1"),
    (float("nan"), "the number nan"),
    (10**400, "a number of very many digits"),
    (10**5000, "a number of very many digits"),
    ("NO", 'the text "NO"'),
    ("a\nb\x00\ud800", 'the text "a\ufffdb\ufffd\ufffd"'),
    ({}, "a mapping"),
    ([], "a list"),
    ((), "a list"),
    (b"x", "something of type bytes"),
]


@pytest.mark.parametrize("i", range(len(DESCRIBED)))
def test_whatever_was_written_is_described_in_words(i):
    value, words = DESCRIBED[i]

    assert describe(value) == words


@pytest.mark.parametrize(("letter", "times"), [("x", 5_000_000), ("\x00", 1000), ("ü", 61)])
def test_a_description_stays_short_and_printable(letter, times):
    said = describe(letter * times)

    assert len(said) < 80
    assert said.isprintable()


def test_a_message_stays_short_and_printable_whatever_the_names_are():
    bad = "x\ud800\n" * 100_000
    said = finding(Code.UNKNOWN_ENTRY, bad, found=bad, known="a", suggestion=suggestion(bad, ["a"]))

    assert len(str(said)) < 400
    assert str(said).isprintable()
    assert str(Place("a\nb\ud800")).isprintable()


def test_the_nearest_known_word_is_suggested():
    assert suggestion("wieght", ["weight", "label"]) == " (did you mean: weight?)"
    assert suggestion("qqq", ["weight", "label"]) == ""
    assert suggestion(12, ["weight"]) == ""
    assert suggestion(10**5000, ["weight"]) == ""


def test_a_phrase_keeps_the_phrases_in_it():
    inner = phrase("a number above %(limit)s", limit=3)
    outer = phrase("exactly one of: %(names)s", names=inner)

    assert outer == "exactly one of: a number above 3"
    assert isinstance(outer.values["names"], Phrase)


# --- errors ----------------------------------------------------------------------------------------


def test_an_unknown_key_names_what_is_known():
    error = UnknownKey("criteria set", "alpin", ["alpine", "other"])

    assert (error.kind, error.key, error.known) == ("criteria set", "alpin", ("alpine", "other"))
    assert str(error) == (
        'unknown criteria set "alpin"; known: alpine, other (did you mean: alpine?)'
    )


def test_an_invalid_document_lists_all_its_problems():
    one = finding(Code.NO_CHILDREN, "a", found=phrase("nothing below"))
    two = finding(Code.NO_CHILDREN, "b", found=phrase("nothing below"))

    assert str(InvalidDocument([one, two])).splitlines() == [str(one), str(two)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_no_file_to_read(tmp_path):
    os.mkfifo(tmp_path / "x.yaml")

    assert [one.code for one in findings_of("criteria", tmp_path / "x.yaml")] == [
        Code.FILE_UNREADABLE
    ]
