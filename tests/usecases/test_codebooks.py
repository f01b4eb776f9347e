"""The codebook in every format."""

from __future__ import annotations

import pytest

import spi
from small import LANGUAGES, a_folder
from spi.language import words
from spi.usecases.codebooks import codebook
from spi.usecases.sheets import FORMATS


@pytest.fixture(scope="module")
def figures():
    return spi.load_criteria("alpine-figures")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_stands_in_the_codebook(figures, form, language):
    text = codebook(figures, words(language), form)

    assert [leaf.key for leaf in figures.leaves() if leaf.key not in text] == []


def test_a_small_set_has_a_codebook_too(tmp_path):
    text = codebook(spi.load_criteria(a_folder(tmp_path)), words("de"))

    assert "# Codebuch: Meine Region" in text or "Meine Region" in text.splitlines()[0]
    assert "Wie hoch ist die Miete?" in text
    assert "12" in text


def test_another_format_is_unknown(figures):
    with pytest.raises(spi.UnknownKey, match='unknown format "csv"'):
        codebook(figures, words(), "csv")
