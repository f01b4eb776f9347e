"""An area beside the areas it is made of, as a document shows it."""

from __future__ import annotations

from functools import cache

import spi
from builders import a_dossier, a_field, a_set, an_indicator
from documents.reading import DEMOS, document, lines, of_kind, rows, table_after
from spi.documents.nodes import Table, TitleBlock


@cache
def valley(language: str = "en"):
    return document("brianconnais", language)


def test_the_valley_stands_first_and_then_its_thirteen_members():
    names = [row[0] for row in rows(table_after(valley(), "members"))]

    assert names[:3] == ["The whole area", "Briançon", "Cervières"]
    assert len(names) == 14


def test_every_member_has_its_own_scores():
    table = table_after(valley(), "members")
    criteria = spi.load_criteria("alpine-figures")
    dossier = spi.load_dossier(DEMOS["brianconnais"])

    for row, member in zip(table.rows[1:], dossier.members, strict=True):
        card = spi.score(member, criteria)
        fields = [card.node(one.key).score for one in criteria.fields if one.number]
        assert [cell.number for cell in row[1:]] == fields


def test_unemployment_comes_from_sums():
    assert lines(valley(), "emp-unemployment")["Answer"] == (
        "5.99% (unemployed persons aged 15 to 64: 542; labour force aged 15 to 64: 9,051)"
    )


def test_a_rate_that_is_secret_in_most_members_is_not_composed():
    told = {row[0]: row[1:] for table in of_kind(valley(), Table) for row in rows(table)}

    assert told["Share of people at risk of poverty"] == [
        "unanswered",
        "not composed: confidential in 12 of 13 members",
    ]


def test_it_is_said_in_how_many_members_there_is_no_doctor():
    told = lines(valley(), "hea-gp")

    assert told["Answer"].endswith("(general practitioners: 23; residents: 21,017)")
    assert told["Note"] == "from 13 of 13 members; none in 7 of 13 members"


def test_it_is_said_in_how_many_members_there_is_something():
    assert (
        lines(valley(), "cul-sports-ground")["Note"]
        == "from 7 of 13 members; yes in 5 of 13 members"
    )


def test_what_is_composed_of_points_says_so():
    assert lines(valley(), "adm-police")["Answer"] == "composed from the members: 79.8 points"


def test_a_valley_is_called_a_valley():
    (title,) = of_kind(valley(), TitleBlock)

    assert "valley" in title.subtitle
    assert dict(title.facts)["Made of"] == "13 municipalities"


def test_a_municipality_has_no_members_to_show():
    small = a_set(a_field("f", an_indicator("a")))

    made = document(a_dossier({"a": 1}), criteria=small)

    assert [one.caption for one in of_kind(made, Table) if "members" in one.caption] == []
