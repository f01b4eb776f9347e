"""Sheets for a working group: the ballot before rating, the agenda after it."""

from __future__ import annotations

import re

import pytest

import spi
from small import BELLEVILLE, LANGUAGES, MUSTERDORF
from spi.disclosure import disclose
from spi.errors import UnknownKey
from spi.usecases.loading import criteria_for, load_criteria
from spi.usecases.sheets import agenda_plain, agenda_sheet, ballot

ALPINE = load_criteria("alpine")


def shown_of(path, audience="working-group"):
    dossier = spi.load_dossier(path)
    return disclose(spi.score(dossier, criteria_for(dossier)), audience)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ballot_asks_everything_that_is_rated_and_nothing_else(language):
    text = ballot(ALPINE, spi.words(language), "markdown")

    rated = [leaf for leaf in ALPINE.leaves() if leaf.rating and not leaf.is_context]
    none = spi.words(language).text("rating.none")
    assert text.count(f"☐ {none}") == text.count("☐ 5") == len(rated)
    assert "None" not in text


def test_a_selection_gives_a_shorter_ballot():
    core = ballot(ALPINE.select(core=True), spi.words(), "markdown")

    assert 40 < core.count("☐ 5") < ballot(ALPINE, spi.words(), "markdown").count("☐ 5")


def test_a_ballot_names_nobody():
    text = ballot(ALPINE, spi.words(), "html")

    assert "Your code (no name, please)" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_agenda_has_twelve_items_with_their_reasons(language):
    text = agenda_sheet(shown_of(MUSTERDORF), spi.words(language), "html")

    assert len(re.findall(r'id="spi-item-[^"]+"', text)) == 12
    assert spi.words(language).text("doc.invented.title") in text


def test_no_group_of_fewer_than_three_is_on_the_agenda():
    text = agenda_sheet(shown_of(MUSTERDORF), spi.words(), "markdown", most=100)

    told = set(re.findall(r"(?:By group\*\* |; )([a-z -]+): ", text))
    assert told == {"politics", "new residents", "long-established residents"}


def test_without_ratings_there_is_nothing_to_discuss():
    shown = shown_of(BELLEVILLE)

    assert "nothing to discuss yet" in agenda_sheet(shown, spi.words(), "markdown")
    assert agenda_plain(shown)["items"] == []


def test_all_rated_items_come_as_data():
    items = agenda_plain(shown_of(MUSTERDORF))["items"]

    assert len(items) > 80
    assert [one["attention"] for one in items] == sorted(
        (one["attention"] for one in items), reverse=True
    )


def test_an_unknown_format_is_told():
    with pytest.raises(UnknownKey, match="pdf"):
        ballot(ALPINE, spi.words(), "pdf")


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_sheets_fill_the_page_and_can_be_used_by_everybody(page, axe, tmp_path, width):
    sheets = {
        "agenda": agenda_sheet(shown_of(MUSTERDORF), spi.words("it")),
        "ballot": ballot(ALPINE.select(core=True), spi.words("sl")),
    }
    for name, text in sheets.items():
        path = tmp_path / f"{name}.html"
        path.write_text(text, "utf-8")
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path.as_uri())

        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        main = page.evaluate("document.querySelector('main').clientWidth")
        assert main > min(width * 0.8, 500)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ballot_says_discreetly_that_nobody_has_signed_its_translation(language):
    text = ballot(ALPINE, spi.words(language), "html")

    told = spi.words(language).text("doc.draft.text")
    assert (told in text) is (language != "en")
