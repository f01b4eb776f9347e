"""The whole page: complete, alone, in order, the same every time."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from attrs import evolve

from markup import parse_errors
from reports.samples import LANGUAGES, scorecard
from spi.documents.nodes import Chart, Document, Heading, KeyFigure, KeyFigures, Paragraph, Record
from spi.reports.html import page


def document(*nodes, **more):
    return Document(title="Sattel", language="en", kind="scorecard", nodes=nodes, **more)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_correct_by_the_letter(language):
    assert parse_errors(page(scorecard(language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language(language):
    assert f'<html lang="{language}"' in page(scorecard(language))


def test_a_page_of_a_national_variant_names_it_as_browsers_do():
    assert '<html lang="de-CH"' in page(evolve(scorecard("de"), language="de_CH"))


def test_a_page_asks_for_nothing_from_outside():
    written = page(scorecard())

    addresses = re.findall(r"(?:src|href)=\"([^\"]*)\"|url\(([^)]*)\)", written)

    assert {one[:5] for one in map("".join, addresses) if not one.startswith("#")} == {"data:"}
    assert "<script" not in written
    assert "@import" not in written


def test_a_page_is_the_same_every_time():
    assert page(scorecard("sl")) == page(scorecard("sl"))


def test_ids_are_unique():
    ids = Counter(re.findall(r'\bid="([^"]*)"', page(scorecard())))

    assert [name for name, count in ids.items() if count > 1] == []


def test_every_link_and_label_leads_to_an_id():
    written = page(scorecard())
    ids = set(re.findall(r'\bid="([^"]*)"', written))
    targets = re.findall(r'href="#([^"]*)"', written)
    labels = " ".join(re.findall(r'aria-labelledby="([^"]*)"', written)).split()

    assert set(targets + labels) <= ids
    assert {"spi-housing", "spi-main", "spi-top"} <= set(targets)


def test_headings_go_down_one_step_at_a_time():
    levels = [int(level) for level in re.findall(r"<h(\d)", page(scorecard()))]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_a_level_that_was_left_out_leaves_no_step_out():
    written = page(document(Heading(text="Housing"), Heading(text="Rent", level=3)))

    assert re.findall(r"<h(\d)", written) == ["1", "2", "3"]


def test_contents_lead_to_the_headings_if_there_are_several():
    several = page(document(Heading(text="Housing"), Heading(text="Health", anchor="health")))
    one = page(document(Heading(text="Housing")))

    assert "<nav" in several
    assert 'href="#spi-health"' in several
    assert "<nav" not in one


def test_a_page_has_its_landmarks_and_a_way_past_the_head():
    written = page(scorecard())

    assert [len(re.findall(f"<{name}[ >]", written)) for name in ("header", "main", "footer")] == [
        1,
        1,
        1,
    ]
    assert 'href="#spi-main">Zum Inhalt springen</a>' in written


def test_a_document_without_title_block_is_headed_by_its_title():
    assert re.search(r"<h1[^>]*>Sattel</h1>", page(document(Paragraph(text="Short."))))


def test_an_empty_document_is_a_page():
    assert parse_errors(page(document())) == []


def test_a_link_to_nowhere_is_plain_text():
    figure = KeyFigure(label="Housing", value="3", anchor="nowhere")

    assert "nowhere" not in page(document(KeyFigures(items=(figure,))))


def test_two_things_of_one_anchor_keep_apart():
    written = page(
        document(Heading(text="Housing", anchor="rent"), Record(title="R", anchor="rent"))
    )

    assert written.count('id="spi-rent"') == 1
    assert 'id="spi-record-1"' in written


def test_an_anchor_never_takes_the_name_of_a_part_of_the_page():
    written = page(document(Heading(text="Main", anchor="main"), Heading(text="Top", anchor="top")))

    assert written.count('id="spi-main"') == 1
    assert written.count('id="spi-top"') == 1


def test_every_picture_has_an_alternative_and_its_data():
    charts = [node for node in scorecard().nodes if isinstance(node, Chart)]
    written = page(scorecard())

    assert written.count('role="img"') == len(charts)
    assert written.count("</desc>") == len(charts)
    for number, chart in enumerate(charts, 1):
        assert f'id="spi-chart-{number}-desc">{chart.alternative}</desc>' in written
        assert f'id="spi-chart-{number}-data"' in written


def test_pictures_for_the_eye_alone_are_hidden_from_the_ear():
    pictures = re.findall(r'<svg class="spi-g-(?!at)[^>]*>', page(scorecard()))

    assert [one for one in pictures if "aria-hidden" not in one and "role" not in one] == []


def test_a_page_has_no_words_of_another_language():
    written = page(scorecard("fr"))

    assert "Données du graphique" in written
    assert "Data of the chart" not in written
