"""Every problem is said in every language: nothing English left, nothing unfilled."""

from __future__ import annotations

import re
from functools import cache

import pytest

from reading.broken_documents import BROKEN
from reading.broken_elsewhere import OTHERS
from spi.findings import Code, Place, Severity, finding
from spi.language import words
from spi.phrases import Phrase, phrase

OTHER_LANGUAGES = ("de", "it", "fr", "sl")
ENGLISH = {
    *("the", "of", "or", "and", "this", "expected", "found", "write", "remove", "correct", "with"),
    *(
        "from",
        "than",
        "that",
        "them",
        "not",
        "there",
        "be",
        "is",
        "are",
        "to",
        "it",
        "its",
        "which",
    ),
    *("did", "you", "mean", "check", "least", "most", "above", "below", "number", "text", "value"),
    *("list", "mapping", "nothing", "unknown", "indicator", "first", "stands", "here", "between"),
}
SHARED = {"de": {"text", "below"}, "it": set(), "fr": {"text"}, "sl": {"to", "below"}}
"""English words that another language has as well."""
QUOTED = re.compile(r"„.*?“|«.*?»|».*?«|\".*?\"", re.DOTALL)
FILE = re.compile(r"\S*broken\S*")
LISTED = re.compile(r"(:| von| tra| parmi| od)[\s\u202f]*:?[\s\u202f]*[\w-]+(, [\w-]+)+", re.DOTALL)


@cache
def findings(tmp):
    """Return one finding for each code and each way of saying what was found."""
    found = {}
    for one in BROKEN:
        for each in one.findings(tmp):
            found.setdefault((each.code, _ways(each)), each)
    for code, provoke in OTHERS.items():
        folder = tmp / code
        folder.mkdir()
        for each in provoke(folder):
            found.setdefault((each.code, _ways(each)), each)
    return list(found.values())


def _ways(one):
    return tuple(
        value.template for value in one.arguments.values() if isinstance(value, Phrase)
    )  # fmt: skip


@pytest.fixture(scope="module")
def tmp(tmp_path_factory):
    return tmp_path_factory.mktemp("broken")


def said(one, language):
    """Say a finding, without its place, what it quotes, and lists of words from files."""
    text = words(language).finding(one)
    text = text.removeprefix(f"{one.where}: ")
    return LISTED.sub("", QUOTED.sub("", FILE.sub("", text)))


def test_every_code_is_among_them(tmp):
    assert {one.code for one in findings(tmp)} == set(Code)


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_no_english_is_left(tmp, language):
    names = {"direction", "neutral", "value", "absent", "type", "key", "below", "above", "is"}
    failed = []
    for one in findings(tmp):
        text = said(one, language)
        left = set(re.findall(r"[a-z]+", text)) & ENGLISH - SHARED[language]
        if left - names & set(re.findall(r"\w+", " ".join(one.arguments.values()))):
            failed.append(f"{one.code} {sorted(left)}: {text}")

    assert failed == [], "\n".join(failed)


@pytest.mark.parametrize("language", ["en", "de-CH", "rm", *OTHER_LANGUAGES])
def test_no_placeholder_is_left(tmp, language):
    for one in findings(tmp):
        text = words(language).finding(one)
        assert "%(" not in text
        assert "  " not in text
        assert text.endswith(".")


def test_in_english_a_problem_reads_as_it_is_printed(tmp):
    for one in findings(tmp):
        if one.severity is Severity.ERROR:
            assert words("en").finding(one) == str(one)


def test_a_problem_is_said_with_its_place():
    one = finding(Code.WRONG_TYPE, "hou-rent", "worst", found="12 %", expected=phrase("a number"))
    assert words("de").finding(one) == (
        "hou-rent.worst: gefunden: der Text „12 %“; erwartet: eine Zahl; schreiben: eine Zahl."
    )
    assert "«12 %»" in words("de-CH").finding(one)
    assert "«12 %»" in words("it").finding(one)
    assert "«\u202f12 %\u202f»" in words("fr").finding(one)
    assert "»12 %«" in words("sl").finding(one)


def test_warnings_and_notes_say_so():
    one = finding(Code.SCALE_NOT_FULL, found=phrase("nothing"), severity=Severity.WARNING)

    assert words("de").finding(one).startswith("Warnung: gefunden: nichts; ")
    assert words("sl").finding(one).startswith("opozorilo: najdeno: nič; ")


def test_a_percent_sign_in_what_was_found_does_no_harm():
    one = finding(Code.BAD_TEXT, "%(x)s", found="%(found)s 100% %s")

    for language in ("en", *OTHER_LANGUAGES):
        assert "%(found)s 100% %s" in words(language).finding(one)


def test_a_phrase_within_a_phrase_is_said_too():
    inner = phrase("a number above %(limit)s", limit=3)
    outer = phrase("exactly one of: %(names)s", names=inner)

    assert words("de").phrase(outer) == "genau eines von: eine Zahl über 3"
    assert words("de").phrase("plain text stays") == "plain text stays"


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("above", "weiter oben"),
        ("the set's own key", "der Schlüssel des Kriteriensets selbst"),
        (Place("x.yaml", 3, 1), "x.yaml:3:1"),
        (phrase("row %(n)s", n=4), "Zeile 4"),
    ],
    ids=["above", "own", "place", "row"],
)
def test_where_the_first_stands_is_said(first, expected):
    one = finding(Code.DUPLICATE_KEY, found="a", first=first)

    assert words("de").finding(one).endswith(f"der erste steht hier: {expected}.")
