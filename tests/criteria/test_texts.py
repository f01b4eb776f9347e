"""Every shipped criteria set speaks the languages it promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from spi.model.criteria_set import Indicator
from spi.reading.criteria import read_criteria_fully
from spi.reading.texts import status_of, texts_of

FOLDERS = sorted(file.parent for file in Path(__file__).parents[2].glob("criteria/*/*/set.yaml"))
THE_SAME_EVERYWHERE = {"%", "km", "€"}
WIDE_IN_FRENCH = re.compile(r"[^\u202f][;:?!]")


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.parent.name, name="read")
def _read(request):
    return read_criteria_fully(request.param)


def test_a_shipped_set_has_no_findings(read):
    assert read.findings == ()


def test_every_promised_language_is_complete_and_current(read):
    status = {one.language: status_of(read.plain, one) for one in read.catalogues}

    assert sorted(status) == sorted(read.criteria.languages) == ["de", "fr", "it", "sl"]
    assert {
        one.language: one.missing + one.outdated + one.unused for one in status.values()
    } == dict.fromkeys(status, ())


def test_no_text_equals_its_source(read):
    copied = [
        (language, key)
        for key, text in texts_of(read.criteria)
        for language in read.criteria.languages
        if text.in_([language]) == text.source_text not in THE_SAME_EVERYWHERE
    ]

    assert copied == []


def test_every_node_has_what_a_reader_sees(read):
    wanted = {"label", "short", "description"}
    bare = [
        (node.key, name)
        for node in read.criteria.nodes()
        for name in wanted | ({"question"} if isinstance(node, Indicator) else set())
        if getattr(node, name) is None
    ]

    assert bare == []


def test_short_labels_are_short_in_every_language(read):
    long = [
        (language, node.key)
        for node in read.criteria.nodes()
        for language in ("en", *read.criteria.languages)
        if len(node.short.in_([language], source="en"))
        > (40 if isinstance(node, Indicator) else 28)
    ]

    assert long == []


def test_short_labels_are_unique_within_a_language(read):
    for language in ("en", *read.criteria.languages):
        shorts = [node.short.in_([language], source="en") for node in read.criteria.nodes()]

        assert sorted(set(shorts)) == sorted(shorts)


def test_every_scale_says_what_it_rests_on_and_why(read):
    silent = [
        leaf.key
        for leaf in read.criteria.leaves()
        if leaf.scale and not (leaf.scale.evidence and leaf.scale.reason)
    ]

    assert silent == []


def test_a_weight_other_than_one_has_a_reason(read):
    bare = [
        leaf.key for leaf in read.criteria.leaves() if leaf.weight != 1 and not leaf.weight_reason
    ]

    assert bare == []


def test_french_has_a_narrow_space_before_high_punctuation(read):
    wide = [key for key, text in texts_of(read.criteria) if WIDE_IN_FRENCH.search(text.in_(["fr"]))]

    assert wide == []


def test_french_and_italian_have_typographic_apostrophes(read):
    straight = [
        (language, key)
        for key, text in texts_of(read.criteria)
        for language in ("fr", "it")
        if "'" in text.in_([language])
    ]

    assert straight == []
