"""The codebook: every indicator of a set with its question, its scale and its sources."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

import spi
from documents.reading import of_kind, places, record, texts
from small import LANGUAGES
from spi.documents.codebook import codebook_document
from spi.documents.nodes import Heading, Record, TitleBlock
from spi.language import words

SAME_WORD = {"Question", "Sources", "Status"}
"""Words that another language writes as English does."""


@cache
def book(language: str = "en"):
    return codebook_document(spi.load_criteria("alpine-figures"), words(language))


def test_every_indicator_has_a_record_below_its_field():
    criteria = spi.load_criteria("alpine-figures")

    assert len(of_kind(book(), Record)) == len(list(criteria.leaves()))
    assert len(of_kind(book(), Heading)) == len(criteria.fields)
    assert [one for one, n in Counter(places(book())).items() if n > 1] == []


def test_a_record_says_all_that_is_known_of_an_indicator():
    told = dict(record(book(), "emp-unemployment").lines)

    assert told["Key"] == "emp-unemployment"
    assert told["Question"] == "What share of the labour force is unemployed?"
    assert "from 15.3% (0 points) to 3.45% (100 points)" in told["How the points arise"]
    assert "1,814" in " ".join(told.values())
    assert told["Weight"] == "1"


def test_what_excludes_an_indicator_is_told():
    told = " ".join(text for _, text in record(book(), "hea-midwife").lines)

    assert "Not expected in a municipality of this size" in told


def test_hints_for_raters_are_told():
    told = " ".join(text for _, text in record(book(), "par-q-early").lines)

    assert "1: informed after the decision" in told


def test_context_has_no_weight_and_no_points():
    told = dict(record(book(), "stat-population").lines)

    assert not {"Weight", "How the points arise"} & told.keys()


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_text_is_left_in_english(language):
    english, other = (dict(texts(book(one))) for one in ("en", language))

    same = {text for path, text in english.items() if other.get(path) == text}
    keys = {leaf.key for leaf in spi.load_criteria("alpine-figures").leaves()}
    assert english.keys() == other.keys()
    worded = {one for one in same if re.search(r"[^\W\d]{3}", one)}
    assert worded - keys - {"alpine-figures@2026", "CC-BY-4.0", *SAME_WORD} == set()


@pytest.mark.parametrize("language", [*LANGUAGES, "de-CH"])
def test_nothing_of_the_program_stands_in_a_text(language):
    assert [text for _, text in texts(book(language)) if re.search(r"None|[{}]|%\(", text)] == []


def test_the_head_names_edition_and_licence():
    (title,) = of_kind(book(), TitleBlock)

    assert "alpine-figures@2026" in dict(title.facts).values()
    assert "9 fields of action, 62 indicators" in dict(title.facts).values()
    assert "CC-BY-4.0" in dict(title.facts).values()
