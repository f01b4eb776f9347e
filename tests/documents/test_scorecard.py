"""The scorecard as a document: complete, honest, and in one language."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

import spi
from builders import N, U, a_dossier, a_field, a_rated, a_set, an_indicator, linear
from documents.reading import (
    DEMOS,
    document,
    lines,
    links,
    of_kind,
    places,
    rated,
    record,
    rows,
    table_after,
    texts,
)
from small import LANGUAGES
from spi.documents.nodes import (
    Chart,
    ChartKind,
    Heading,
    KeyFigures,
    Note,
    Paragraph,
    Record,
    Table,
    TitleBlock,
    Tone,
)
from spi.language import words

SAME = {
    "INSEE",
    "etalab-2.0",
    "Ministère de l'Intérieur",
    "Cycle",
    "Score",
    "Source",
    "Sources",
    "Status",
}
"""Names, and words that another language writes as English does."""


@cache
def figures():
    return spi.load_criteria("alpine-figures")


@cache
def demo(name: str, language: str = "en"):
    return document(name, language)


@cache
def judged(language: str = "en"):
    return document(rated(criteria=figures()), language)


@pytest.fixture(params=["les-belleville", "brianconnais", "judged"])
def made(request):
    return judged() if request.param == "judged" else demo(request.param)


# --- texts ---------------------------------------------------------------------------------------


def names_of(name: str) -> set[str]:
    """Give the names of places, which no language changes."""
    dossier = spi.load_dossier(DEMOS[name])
    return {one.area.name.in_(()) for one in (dossier, *dossier.members)}


@pytest.mark.parametrize("name", DEMOS)
@pytest.mark.parametrize(
    ("one", "other"), [("en", "de"), ("en", "it"), ("en", "fr"), ("en", "sl"), ("de", "fr")]
)
def test_no_text_is_left_in_another_language(name, one, other):
    first, second = (
        dict(texts(tuple(node for node in made.nodes if not isinstance(node, Note))))
        for made in (demo(name, one), demo(name, other))
    )

    same = {text for path, text in first.items() if second.get(path) == text}
    worded = {text for text in same if re.search(r"[^\W\d]{3}", text)}
    assert first.keys() == second.keys()
    assert worded - names_of(name) - SAME == set()


@pytest.mark.parametrize("language", [*LANGUAGES, "de-CH"])
def test_nothing_of_the_program_stands_in_a_text(language):
    for made in (
        demo("les-belleville", language),
        demo("brianconnais", language),
        judged(language),
    ):
        wrong = r"None|[{}]|%\(|\bnan\b|\binf\b|Status\.|\bNaN\b|  |spi\."
        assert [text for _, text in texts(made) if re.search(wrong, text)] == []


def test_swiss_german_has_no_sharp_s():
    assert any("ß" in text for _, text in texts(demo("brianconnais", "de")))
    assert [text for _, text in texts(demo("brianconnais", "de-CH")) if "ß" in text] == []


@pytest.mark.parametrize(
    ("language", "share", "income", "limit"),
    [
        ("en", "2.16%", "23,230\N{NO-BREAK SPACE}€", "15.3%"),
        ("de", "2,16\N{NO-BREAK SPACE}%", "23.230\N{NO-BREAK SPACE}€", "15,3\N{NO-BREAK SPACE}%"),
        ("de-CH", "2.16%", "23’230\N{NO-BREAK SPACE}€", "15.3%"),
        ("it", "2,16%", "23.230\N{NO-BREAK SPACE}€", "15,3%"),
        (
            "fr",
            "2,16\N{NO-BREAK SPACE}%",
            "23\N{NARROW NO-BREAK SPACE}230\N{NO-BREAK SPACE}€",
            "15,3\N{NO-BREAK SPACE}%",
        ),
        ("sl", "2,16\N{NO-BREAK SPACE}%", "23.230\N{NO-BREAK SPACE}€", "15,3\N{NO-BREAK SPACE}%"),
    ],
)
def test_numbers_are_written_as_people_there_write_them(language, share, income, limit):
    made = demo("les-belleville", language)

    unemployed = " ".join(text for _, text in record(made, "emp-unemployment").lines)
    assert share in unemployed
    assert limit in unemployed
    assert income in " ".join(text for _, text in record(made, "emp-income").lines)


# --- anchors -------------------------------------------------------------------------------------


def test_every_anchor_is_there_once(made):
    assert [one for one, n in Counter(places(made)).items() if n > 1] == []


def test_everything_leads_somewhere(made):
    assert links(made) - set(places(made)) == set()


def test_all_parts_are_there_in_order():
    wanted = ["overview", "needs", "levers", "open", "fields", "method", "sources"]

    assert [one for one in places(demo("les-belleville")) if one in wanted] == wanted
    assert "members" in places(demo("brianconnais"))


# --- the head and the overview -------------------------------------------------------------------


def test_the_title_block_says_place_period_edition_and_coverage():
    (title,) = of_kind(demo("les-belleville"), TitleBlock)

    assert title.title == "Les Belleville"
    assert dict(title.facts) == {
        "Cycle": "2026",
        "Official code": "73257",
        "Residents": "3,472",
        "Figures from": "2009–2022",
        "Criteria set": "Alpine figures: what published statistics can say, 2026",
        "Coverage": "64%",
        "Made for": "the working group",
    }


def test_the_nine_fields_are_the_headline_and_the_total_is_small():
    (cards,) = of_kind(demo("les-belleville"), KeyFigures)

    assert [one.number for one in cards.items] == [*"123456789", ""]
    assert [one.is_small for one in cards.items] == [False] * 9 + [True]
    assert cards.items[-1].value == "67.0"
    assert "43.7" in cards.items[-1].detail
    assert "79.8" in cards.items[-1].detail


def test_what_cannot_be_judged_has_no_value_and_says_so():
    (cards,) = of_kind(demo("les-belleville"), KeyFigures)

    open_ = [one for one in cards.items if one.value == "–"]
    assert [one.number for one in open_] == ["2", "3", "9"]
    assert {(one.badge, one.tone, one.position) for one in open_} == {
        ("not assessable", Tone.OPEN, None)
    }


def test_a_level_is_said_in_words_and_by_colour(made):
    (cards,) = of_kind(made, KeyFigures)

    for one in cards.items:
        assert one.badge
        assert one.tone in {Tone.HIGH, Tone.MEDIUM, Tone.LOW, Tone.OPEN}


def test_need_is_ranked_with_what_is_open_at_the_end():
    table = table_after(demo("les-belleville"), "needs")

    scores = [row[1].number for row in table.rows]
    known = [one for one in scores if one is not None]
    assert known == sorted(known)
    assert scores == [*known, None, None, None]


def test_the_biggest_levers_come_first():
    table = table_after(demo("les-belleville"), "levers")

    gains = [row[3].number for row in table.rows]
    assert gains == sorted(gains, reverse=True)
    assert len(gains) == 8
    assert all(row[3].text.startswith("+") for row in table.rows)


def test_what_to_answer_first_says_why_it_is_open():
    table = table_after(demo("brianconnais"), "open")

    why = {row[0]: row[2] for row in rows(table)}
    assert why["Finding information"] == "unanswered"
    assert why["Share of people at risk of poverty"] == (
        "unanswered: not composed: confidential in 12 of 13 members"
    )


# --- pictures ------------------------------------------------------------------------------------


def test_both_pictures_show_the_same_and_say_it_in_words(made):
    spider, dumbbell = of_kind(made, Chart)

    assert (spider.kind, dumbbell.kind) == (ChartKind.SPIDER, ChartKind.DUMBBELL)
    assert spider.categories == dumbbell.categories
    assert spider.series == dumbbell.series
    assert "Highest field" in spider.alternative
    assert "Spider" not in dumbbell.alternative


def test_axes_are_numbered_and_short():
    spider, _ = of_kind(demo("les-belleville", "de"), Chart)

    assert [one.number for one in spider.categories] == list("123456789")
    assert max(len(one.short) for one in spider.categories) <= 28
    assert [text for _, text in spider.ticks] == ["0", "20", "40", "60", "80", "100"]


def test_the_words_name_what_cannot_be_judged():
    spider, _ = of_kind(demo("les-belleville"), Chart)

    assert "Not assessable: Participation" in spider.alternative


def test_without_ratings_there_is_one_outline():
    spider, _ = of_kind(demo("les-belleville"), Chart)

    assert [one.name for one in spider.series] == ["Score"]


def test_facts_and_judgement_are_two_outlines_where_there_are_ratings():
    spider, _ = of_kind(judged(), Chart)

    facts, judgement = spider.series
    assert (facts.name, judgement.name) == ("Facts", "Judgement of the working group")
    assert [one.value is None for one in facts.marks] == [False, True, True, *[False] * 5, True]
    assert judgement.marks[8].value == pytest.approx(53.571428571)
    assert judgement.marks[3].text == "not assessable"


def test_too_few_fields_make_no_picture():
    small = a_set(a_field("f", an_indicator("a")), a_field("g", an_indicator("b")))

    assert of_kind(document(a_dossier({"a": 1, "b": 2}), criteria=small), Chart) == []


# --- judgement and plan --------------------------------------------------------------------------


def test_ratings_are_told_with_number_points_and_agreement():
    told = lines(judged(), "par-q-early")["Working group"]

    assert told == "7 people have rated; points: 46.4; agreement (−1 to 1): 0.21"


def test_planned_scores_stand_beside_those_of_now():
    (cards,) = of_kind(judged(), KeyFigures)

    assert cards.items[0].detail.endswith("with the plan: 55.0")
    assert "with the plan" not in cards.items[3].detail


def test_the_gap_between_facts_and_judgement_is_a_part_of_its_own():
    leaf = a_rated("a", answer="number", scale=linear(0, 100))
    steps = {f"m{i}": {"a": 1} for i in range(3)}

    made = document(
        a_dossier({"a": 80}, ratings=steps), criteria=a_set(a_field("f", leaf, label="F"))
    )

    ((name, gap, word),) = rows(table_after(made, "gap"))
    assert (name, gap) == ("F", "−80.0")
    assert "judges worse than the facts suggest" in word


def test_agreement_is_told_only_when_three_have_rated():
    two, three = (document(rated(n, criteria=figures())) for n in (2, 3))

    assert "agreement" not in places(two)
    assert "agreement" in places(three)


# --- one indicator -------------------------------------------------------------------------------


def test_an_indicator_says_answer_source_points_and_weight():
    told = lines(demo("les-belleville"), "emp-unemployment")

    assert told == {
        "Answer": "2.16% (unemployed persons aged 15 to 64: 43; labour force aged 15 to 64: 1,992)",
        "Source": "INSEE: Comparison of territories (Base du comparateur de territoires): census"
        " 2015 and 2021, civil registers 2022 (2024) · 2021",
        "How the points arise": "In a straight line from 15.3% (0 points) to 3.45% (100 points).",
        "Share of the total": "2.8%",
    }


def test_every_scored_indicator_has_a_record_and_every_other_a_row():
    card = spi.score(spi.load_dossier(DEMOS["les-belleville"]), figures())
    made = demo("les-belleville")

    recorded = {one.anchor.removeprefix("indicator-") for one in of_kind(made, Record)}
    assert recorded == {
        one.key for one in figures().leaves() if card.node(one.key).score is not None
    }
    first_cells = {row[0].text for table in of_kind(made, Table) for row in table.rows}
    for leaf in figures().leaves():
        assert leaf.key in recorded or leaf.label.in_(()) in first_cells


def test_what_is_left_out_says_why():
    told = {
        row[0]: row[1:]
        for table in of_kind(demo("les-belleville"), Table)
        for row in rows(table)
        if len(row) == 3
    }

    status, reason = told["Midwife in the municipality"]
    assert status == "excluded by a rule"
    assert reason.startswith("Not expected in a municipality of this size")
    assert told["Early involvement in planning"] == ["unanswered", "–"]


def test_a_claim_stands_with_its_reason():
    made = document(
        a_dossier({"a": 50, "b": N}),
        criteria=a_set(a_field("f", an_indicator("a"), an_indicator("b", label="B"))),
    )

    assert ["B", "not applicable", "there is none here"] in [
        row for table in of_kind(made, Table) for row in rows(table)
    ]


def test_a_split_given_for_a_whole_field_says_for_what():
    made = document(
        a_dossier({"f": {"done": 0.5, "planned": 0.25, "not_done": 0.25}}),
        criteria=a_set(a_field("f", an_indicator("a"), label="The field")),
    )

    assert lines(made, "a")["Answer"] == (
        "done: 50%, planned: 25%, not done: 25% (given for the whole of: The field)"
    )


def test_a_note_stands_with_its_answer():
    made = document(
        a_dossier({"a": {"value": 50, "note": "Counted in winter."}}),
        criteria=a_set(a_field("f", an_indicator("a"))),
    )

    assert lines(made, "a")["Note"] == "Counted in winter."


# --- edges ---------------------------------------------------------------------------------------


def test_nothing_known_is_a_document_too():
    made = document(spi.Dossier())

    assert of_kind(made, TitleBlock)[0].title == "–"
    lead = next(one.text for one in of_kind(made, Paragraph))
    assert lead == "0 of 9 fields of action can be assessed from what is known."
    assert "levers" not in places(made)
    assert links(made) <= set(places(made))


def test_indicators_directly_below_the_set_have_sections_of_their_own():
    whole = a_set(*(an_indicator(key, label=key.upper()) for key in "abc"))

    made = document(a_dossier({"a": 10, "b": 20, "c": U}), criteria=whole)

    assert [one.text for one in of_kind(made, Heading) if one.anchor.startswith("field-")] == [
        "A", "B", "C",
    ]  # fmt: skip
    assert links(made) <= set(places(made))


def test_a_perspective_names_the_group():
    made = document("les-belleville", "de", target_group="families")

    assert of_kind(made, TitleBlock)[0].subtitle.endswith(" · Perspektive: Familien")


def test_a_level_that_open_questions_may_change_is_not_sure():
    made = demo("les-belleville")
    (cards,) = of_kind(made, KeyFigures)
    needs = {row[0].text: row[2].text for row in table_after(made, "needs").rows}

    first = next(one for one in cards.items if one.number == "1")
    assert first.detail.endswith("level not sure yet: from “high need” to “medium need”")
    assert [one.number for one in cards.items if "not sure" in one.detail] == ["1", ""]
    assert needs["1 Administration, information and public relations"] == (
        "High need for action (not sure yet)"
    )
    assert "not sure" not in needs["5 Employment"]


def test_a_measure_on_an_open_question_says_answer_first():
    made = document(
        a_dossier({"a": U}, measures={"m": {"a": 90}}),
        criteria=a_set(a_field("f", an_indicator("a"))),
    )

    assert "answer it first" in " ".join(text for _, text in texts(made.nodes[-1]))


def test_a_draft_language_says_so_and_english_does_not():
    assert [one.kind for one in of_kind(demo("les-belleville", "sl"), Note)] == ["draft"]
    assert of_kind(demo("les-belleville"), Note) == []


def test_what_scoring_noticed_stands_in_the_appendix():
    rule = {"when": {"attribute": "tourism", "below": 1}, "reason": "Little tourism."}
    whole = a_set(a_field("f", an_indicator("a"), an_indicator("b", excluded=rule)))

    made = document(a_dossier({"a": 10, "b": 20}), "de", criteria=whole)

    noticed = " ".join(text for _, text in texts(made.nodes[-1]))
    assert "noticed" in places(made)
    assert "tourism" in noticed
    assert words("de").text("doc.findings.heading") in {one.text for one in of_kind(made, Heading)}


def test_a_rounded_score_stands_in_the_level_of_its_value():
    made = document(a_dossier({"a": 39.96}), criteria=a_set(a_field("f", an_indicator("a"))))

    (cards,) = of_kind(made, KeyFigures)
    assert (cards.items[0].value, cards.items[0].badge) == ("39.96", "High need for action")
