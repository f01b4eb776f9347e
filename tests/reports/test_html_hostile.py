"""Texts from outside are shown as they are, and do nothing."""

from __future__ import annotations

import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from markup import parse_errors
from reports.samples import everywhere
from spi.documents.nodes import Document, Paragraph
from spi.reports.html import fragment, page

TEXTS = {
    "script": "<script>alert(1)</script>",
    "attribute": "\" onmouseover='alert(1)' x=\"",
    "entity": "&lt;b&gt; &amp;amp; &#x3c;",
    "end": "</title></style></svg></table><!-- ]]> -->",
    "template": "{{ 7 * 7 }} {% raw %}",
    "percent": "%s %(n)s 100 %",
    "lines": "one\n\ntwo\r\nthree\tfour",
    "control": "\x00\x07\x1b[31m\x7f\x85\ufffe",
    "combining": "Ho\u0308he\u0301 \u200d",
    "emoji": "👨‍👩‍👧 🏔",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_leaves_the_page_correct(text):
    written = page(everywhere(text))

    assert parse_errors(written) == []
    assert re.search(r"<script|<[^>]*\sonmouseover", written) is None


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_adds_no_element(text):
    assert elements(fragment(everywhere(text))) == elements(fragment(everywhere("plain")))


def elements(written):
    return re.findall(r"<([a-z0-9]+)", written)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x00", "\u202e"])
def test_an_empty_text_leaves_the_page_correct(text):
    written = page(everywhere(text))

    assert parse_errors(written) == []
    assert (
        re.search(r"<(h[1-6]|a|th|title|caption|figcaption|summary)\b[^>]*>\s*</", written) is None
    )


def test_marks_that_turn_the_reading_are_left_out():
    written = page(everywhere("Les\u202e Belle\u2066ville\u200f"))

    assert "Les Belleville\u200f" in written
    assert not set("\u202e\u2066") & set(written)


def test_a_text_is_shown_as_it_is():
    text = "Kinder & Jugendliche <18>, „Rat“"

    assert "Kinder &amp; Jugendliche &lt;18&gt;, „Rat“" in page(everywhere(text))


@pytest.mark.parametrize("anchor", ["a b", 'x" onclick="y', "<b>", "ä/ö", "#", "%22", "main"])
def test_a_strange_anchor_still_makes_a_name(anchor):
    written = page(everywhere("text", anchor=anchor))
    ids = re.findall(r'\bid="([^"]*)"', written)

    assert parse_errors(written) == []
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z][\w-]*", name) for name in ids)


def test_a_title_at_the_foot_of_the_paper_cannot_end_its_quotation_marks():
    document = Document(title='Les "B"\n</style>{', language="en", kind="x")
    written = page(document)

    assert r'content: "Les\20 \22 B\22 \20 \3c \2f style\3e \7b ";' in written


def test_a_long_word_is_written_whole():
    word = "Donaudampfschifffahrtsgesellschaft" * 20

    assert word in page(everywhere(word))


@given(st.text())
def test_any_text_leaves_the_fragment_correct(text):
    document = Document(title=text, language="en", kind="x", nodes=(Paragraph(text=text),))
    written = fragment(document)

    assert parse_errors(f"<!DOCTYPE html><title>x</title>{written}") == []
    assert fragment(evolve(document)) == written
