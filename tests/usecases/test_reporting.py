"""A scorecard for readers, in every format and language."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

import spi
from builders import a_dossier, a_field, a_set, an_indicator
from small import BELLEVILLE, BRIANCONNAIS, LANGUAGES
from spi.usecases.reporting import COLUMNS, SUFFIXES, Format

DAY = date(2026, 3, 5)


@pytest.fixture(scope="module")
def figures():
    return spi.load_criteria("alpine-figures")


@pytest.fixture(scope="module")
def belleville():
    return spi.load_dossier(BELLEVILLE)


@pytest.fixture(scope="module")
def valley():
    return spi.load_dossier(BRIANCONNAIS)


def rows(text: str) -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize("language", [*LANGUAGES, "de-CH"])
@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("demo", ["belleville", "valley"])
def test_every_format_in_every_language(request, figures, demo, form, language):
    dossier = request.getfixturevalue(demo)

    text = spi.report(dossier, figures, format=form, language=language)

    name = "les-belleville" if demo == "belleville" else "brianconnais"
    shown = name if form is Format.JSON else dossier.area.name.in_(())
    assert shown in text or form is Format.CSV
    assert text.endswith("\n")
    assert "\r" not in text or form is Format.CSV
    if language == "de-CH":
        assert "ß" not in text


def test_equal_input_gives_equal_bytes(figures, belleville):
    for form in Format:
        first, second = (spi.report(belleville, figures, format=form) for _ in range(2))
        assert first == second


def test_no_day_is_stated_unless_it_is_asked_for(figures, belleville):
    without = spi.report(belleville, figures, format="markdown", language="de")
    dated = spi.report(belleville, figures, format="markdown", language="de", created=DAY)

    assert "März 2026" not in without
    assert "März 2026" in dated


def test_json_says_what_the_scorecard_says(figures, belleville):
    card = spi.score(belleville, figures)

    plain = json.loads(spi.report(belleville, figures, format="json"))

    assert (plain["document"], plain["schema_version"]) == ("scorecard", 1)
    assert (plain["score"], tuple(plain["bounds"])) == (card.score, card.bounds)
    assert {key: one["score"] for key, one in plain["nodes"].items()} == {
        key: one.score for key, one in card.nodes.items()
    }


def test_csv_has_one_row_for_each_node_with_unrounded_numbers(figures, belleville):
    card = spi.score(belleville, figures)

    table = rows(spi.report(belleville, figures, format="csv", language="fr"))

    assert list(table) == list(card.nodes)
    assert list(table["health-care"]) == list(COLUMNS)
    assert float(table["health-care"]["score"]) == card.node("health-care").score
    assert table["health-care"]["label"] == "Santé, soins de santé et assistance"
    assert table["health-care"]["number"] == "6"
    assert [table["health-care"][one] for one in COLUMNS[:3]] == [
        "les-belleville",
        "no",
        belleville.cycle,
    ]
    assert table["par-q-early"]["score"] == ""
    assert table["par-q-early"]["status"] == "unanswered"


def test_csv_cannot_start_a_formula():
    whole = a_set(a_field("f", an_indicator("a", label="=1+1")))

    table = rows(spi.report(a_dossier({"a": 50}), whole, format="csv"))

    assert table["a"]["label"].lstrip("'\t ") != table["a"]["label"]


def test_formats_have_the_endings_that_people_give_them():
    assert SUFFIXES[".html"] is SUFFIXES[".htm"] is Format.HTML
    assert {one.value for one in SUFFIXES.values()} == {"html", "markdown", "json", "csv"}


def test_the_perspective_of_a_group_says_whose_it_is(figures, belleville):
    text = spi.report(
        belleville, figures, format="markdown", language="de", target_group="older-people"
    )

    assert "ältere Menschen" in text.partition("##")[0]
    assert (
        json.loads(spi.report(belleville, figures, format="json", target_group="older-people"))[
            "target_group"
        ]
        == "older-people"
    )


def test_one_basis_can_be_asked_for(figures, belleville):
    plain = json.loads(spi.report(belleville, figures, format="json", basis="panel"))

    assert plain["basis"] == "panel"
    assert (plain["score"], plain["status"]) == (None, "not-assessable")


@pytest.mark.parametrize(
    "asked", [{"format": "pdf"}, {"audience": "everybody"}, {"basis": "feeling"}]
)
def test_what_does_not_exist_is_refused(figures, belleville, asked):
    ((kind, wrong),) = asked.items()

    with pytest.raises(spi.UnknownKey, match=f'unknown {kind} "{wrong}"; known: '):
        spi.report(belleville, figures, **asked)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [({"language": "tlh"}, "language"), ({"target_group": "dogs"}, "target group")],
)
def test_an_unknown_key_is_named(figures, belleville, asked, kind):
    with pytest.raises(spi.UnknownKey, match=f"unknown {kind}"):
        spi.report(belleville, figures, **asked)


def test_the_public_reads_nothing_before_the_release(figures, belleville):
    with pytest.raises(spi.NotReleased, match=r"release\.decided_on"):
        spi.report(belleville, figures, audience="public")
