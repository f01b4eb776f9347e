"""Checking criteria sets and dossiers: everything at once, each with its place."""

from __future__ import annotations

import re

import pytest

from small import BELLEVILLE, BRIANCONNAIS, CASES, DOSSIER, SET, a_file, a_folder, without
from spi.findings import Code, Severity, dotted
from spi.usecases.checking import check, evidence_of, is_dossier
from spi.usecases.loading import load_criteria

FIRST = "best: 2\n          evidence: judgement"
LOW = "{key: low, floor: 50, colour: low, label: {source: low, de: gering}}"


def missing(folder) -> set[str]:
    """Give what publishing misses in a set, as ``key.entry``."""
    found = check(folder, publish=True).findings
    wanted = (one for one in found if one.code is Code.PUBLISH_MISSING)
    return {".".join((*one.path, one.arguments["entry"])) for one in wanted}


# --- what is checked -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", [BELLEVILLE, BRIANCONNAIS])
def test_the_demos_are_good(path):
    found = check(path)

    assert (found.kind, found.is_good, found.findings) == ("dossier", True, ())


def test_the_set_that_comes_with_the_library_is_good_to_publish():
    found = check("alpine-figures", publish=True)

    assert found.is_good
    assert found.kind == "criteria"
    assert found.name == "alpine-figures@2026"
    assert found.cases >= 40
    assert {one.code for one in found.findings} <= {Code.TRANSLATION_DRAFT}


def test_a_draft_of_a_translation_is_a_note():
    found = check("alpine-figures", publish=True).findings

    assert {one.severity for one in found} == {Severity.NOTE}
    assert {one.arguments["languages"] for one in found} == {"de", "it", "fr", "sl"}


def test_a_file_with_fields_or_indicators_is_a_set_and_any_other_a_dossier(tmp_path):
    alone = a_file(tmp_path, "key: x\nindicators: [{key: a, answer: number}]\n", "set.yaml")
    dossier = a_file(tmp_path)

    assert is_dossier(dossier)
    assert not is_dossier(alone)
    assert not is_dossier(tmp_path)
    assert not is_dossier("alpine-figures")


def test_an_empty_dossier_is_good_and_has_no_name(tmp_path):
    found = check(a_file(tmp_path, "schema_version: 1\n"))

    assert (found.kind, found.name, found.is_good) == ("dossier", "unnamed", True)


def test_a_dossier_is_checked_against_the_set_it_is_told_to_fit(tmp_path):
    unnamed = without(DOSSIER, "criteria").replace("hou-rent", "hou-rant")
    dossier, folder = a_file(tmp_path, unnamed), a_folder(tmp_path)

    assert check(dossier).is_good
    (found,) = check(dossier, criteria=folder).findings
    assert found.code is Code.UNKNOWN_KEY
    assert str(found).startswith(f"{dossier.as_posix()}:6:5, assessment.answers.hou-rant: ")
    assert "did you mean: hou-rent" in str(found)


def test_a_dossier_of_another_set_is_refused(tmp_path):
    found = check(a_file(tmp_path), criteria="alpine-figures").findings

    assert found[0].code is Code.CRITERIA_MISMATCH


def test_a_dossier_that_names_a_set_nobody_has_is_an_unknown_key(tmp_path):
    (found,) = check(a_file(tmp_path)).findings

    assert (found.code, found.path, found.place.line) == (Code.UNKNOWN_KEY, ("criteria",), 2)


def test_a_dossier_can_come_as_bytes():
    found = check(b'{"area": {"key": "a b", "name": "A"}}')

    assert (found.path, found.is_good) == ("-", False)
    assert str(found.findings[0]).startswith("-:1:18, area.key: ")


def test_what_cannot_be_read_is_of_unknown_kind(tmp_path):
    found = check(tmp_path / "nothing.yaml")

    assert (found.kind, found.is_good) == ("unknown", False)
    assert [one.code for one in found.findings] == [Code.FILE_MISSING]


# --- worked cases --------------------------------------------------------------------------------


def test_worked_cases_are_counted(tmp_path):
    assert check(a_folder(tmp_path)).cases == 2


@pytest.mark.parametrize(
    ("old", "new", "found", "expected"),
    [
        ("points: 50", "points: 60", "the number 50", "60"),
        ("points: 50", "points: 50.0002", "the number 50", "50.0002"),
        ("answer: 7", "answer: {absent: suppressed}", 'the text "suppressed"', "50"),
        ("status: not-assessable", "score: 20", 'the text "not-assessable"', "20"),
    ],
)
def test_a_case_that_does_not_come_out_is_an_error_with_its_place(
    tmp_path, old, new, found, expected
):
    folder = a_folder(tmp_path, cases=CASES.replace(old, new))

    (wrong,) = check(folder).findings

    line = 1 if old in CASES.partition("- case: One")[0] else 6
    assert wrong.code is Code.CASE_FAILED
    assert (wrong.place.file, wrong.place.line) == ((folder / "cases.yaml").as_posix(), line)
    assert wrong.found == found
    assert wrong.expected == expected


CASE = "- case: One.\n  indicator: hou-rent\n  answer: 7\n  points: 50\n  why: half way\n"


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("  points: 50\n", "", "not-together", "hou-rent"),
        (
            "  points: 50\n",
            "  points: 50\n  status: suppressed\n",
            "not-together",
            "hou-rent.status",
        ),
        ("points: 50", "status: scored", "not-one-of", "hou-rent.status"),
        ("points: 50", "status: supressed", "not-one-of", "hou-rent.status"),
        ("  why", "  field: health\n  why", "not-together", "hou-rent.field"),
        ("indicator: hou-rent", "indicator: hou-rant", "unknown-key", "hou-rant.indicator"),
        ("indicator: hou-rent", "field: housing", "not-together", "housing.answer"),
        ("  why", "  answers: {hea: 1}\n  why", "unknown-key", "hou-rent.answers.hea"),
        ("  why", "  rated: {hea: [1]}\n  why", "unknown-key", "hou-rent.rated.hea"),
        ("answer: 7", "answer: true", "answer-wrong-kind", "hou-rent.answer"),
        (
            "answer: 7",
            "answers: {hou-rent: true}",
            "answer-wrong-kind",
            "hou-rent.answers.hou-rent",
        ),
        ("  why", "  ratings: [3]\n  why", "rating-not-expected", "hou-rent.ratings"),
    ],
)
def test_a_case_that_checks_nothing_or_contradicts_itself_is_told(tmp_path, old, new, code, where):
    folder = a_folder(tmp_path, cases=CASE.replace(old, new))

    found = check(folder).findings

    assert (code, where) in [(one.code.value, dotted(one.path)) for one in found]
    assert all(one.place.file.endswith("cases.yaml") for one in found)


def test_a_broken_case_hides_no_other_and_a_broken_set_hides_no_case(tmp_path):
    cases = CASE.replace("why", "wy") + CASE.replace("50", "60")

    found = [one.code for one in check(a_folder(tmp_path, cases=cases)).findings]
    both = check(a_folder(tmp_path / "b", SET.replace("worst: 12", "worst: x"), cases)).findings

    assert found == [Code.MISSING_ENTRY, Code.UNKNOWN_ENTRY, Code.CASE_FAILED]
    assert {one.code for one in both} == {Code.WRONG_TYPE, Code.UNKNOWN_ENTRY, Code.MISSING_ENTRY}


def test_four_decimals_are_enough_for_a_case(tmp_path):
    third = CASES.replace("answer: 7", "answer: 8.66666666").replace(
        "points: 50", "points: 33.3333"
    )

    assert check(a_folder(tmp_path, cases=third)).is_good


def test_broken_cases_and_a_set_without_texts_are_told_together(tmp_path):
    broken = CASES.replace("why: nothing is known", "wy: nothing is known")
    folder = a_folder(tmp_path, without(SET, "licence"), broken)

    codes = {one.code for one in check(folder, publish=True).findings}

    assert codes >= {Code.UNKNOWN_ENTRY, Code.PUBLISH_MISSING}


# --- what publishing needs -----------------------------------------------------------------------


def test_the_small_set_can_be_published(tmp_path):
    assert missing(a_folder(tmp_path)) == set()


def test_publishing_is_checked_only_on_request(tmp_path):
    folder = a_folder(tmp_path, without(SET, "licence", "direction"))

    assert check(folder).findings == ()
    assert not check(folder, publish=True).is_good


@pytest.mark.parametrize("entry", ["label", "description", "licence", "valid_from"])
def test_the_set_needs_what_people_look_for_first(tmp_path, entry):
    text = re.sub(rf"(?m)^{entry}:.*\n", "", SET)

    assert missing(a_folder(tmp_path, text)) == {entry}


def test_a_published_set_has_an_edition(tmp_path):
    assert missing(a_folder(tmp_path, without(SET, "edition"))) == {"edition"}


@pytest.mark.parametrize(
    ("entry", "missed"),
    [
        ("question", {"hou-rent.question", "hea-doctor.question"}),
        ("direction", {"hou-rent.direction", "hea-doctor.direction"}),
        ("reason", {"hou-rent.scale.reason", "hea-doctor.scale.reason"}),
        ("evidence", {"hou-rent.scale.evidence", "hea-doctor.scale.evidence"}),
    ],
)
def test_every_indicator_needs_what_explains_it(tmp_path, entry, missed):
    assert missing(a_folder(tmp_path, without(SET, entry))) == missed


@pytest.mark.parametrize(
    ("old", "new", "missed"),
    [
        ("        label: {source: Rent, de: Miete}\n", "", "hou-rent.label"),
        ("    label: {source: Housing, de: Wohnen}\n", "", "housing.label"),
        ("{type: number, unit: eur}", "number", "hou-rent.answer.unit"),
        ("        sources: [own-count]\n", "", "hou-rent.sources"),
        (FIRST, FIRST.replace("judgement", "source"), "hou-rent.scale.sources"),
        (
            "        direction: lower\n",
            "        direction: lower\n        weight: 2\n",
            "hou-rent.weight_reason",
        ),
        (
            "        direction: lower\n",
            "        direction: lower\n        rating: {}\n",
            "hou-rent.rating.hints",
        ),
        (
            "units:\n",
            f"levels: [{{key: high, floor: 0, colour: high}}, {LOW}]\nunits:\n",
            "high.label",
        ),
        (
            "units:\n",
            "levels: [{key: high, floor: 0, label: {source: high, de: hoch}}]\nunits:\n",
            "high.colour",
        ),
    ],
)
def test_one_thing_that_is_missing_is_named(tmp_path, old, new, missed):
    assert SET.count(old) == 1

    assert missing(a_folder(tmp_path, SET.replace(old, new))) == {missed}


def test_a_missing_translation_stops_publishing(tmp_path):
    folder = a_folder(tmp_path, SET.replace("{source: Rent, de: Miete}", "Rent"))

    wrong = [one for one in check(folder, publish=True).findings if one.severity == "error"]

    assert [(one.code, one.path) for one in wrong] == [
        (Code.TRANSLATION_MISSING, ("hou-rent", "label"))
    ]


def test_a_translation_of_an_earlier_text_stops_publishing(tmp_path):
    folder = a_folder(tmp_path, SET.replace("{source: Rent, de: Miete}", "Rent"))
    folder.joinpath("locale").mkdir()
    folder.joinpath("locale/de.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"X-Review: reviewed\\n"\n\n'
        'msgctxt "hou-rent.label"\nmsgid "The rent"\nmsgstr "Die Miete"\n',
        "utf-8",
    )

    codes = {one.code for one in check(folder, publish=True).findings}

    assert Code.TRANSLATION_OUTDATED in codes


def test_it_is_counted_what_scales_rest_on(tmp_path):
    criteria = load_criteria(a_folder(tmp_path))

    assert evidence_of(criteria) == {"source": 0, "data": 0, "judgement": 2, "unstated": 0}


# --- the files of a published set ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["SOURCES.md", "cases.yaml"])
def test_a_published_set_says_where_it_comes_from_and_shows_cases(tmp_path, name):
    folder = a_folder(tmp_path)
    folder.joinpath(name).unlink()

    assert check(folder).is_good
    assert missing(folder) == {name}


def test_a_file_that_nothing_names_is_told_before_publishing(tmp_path):
    folder = a_folder(tmp_path)
    folder.joinpath("10-new.yaml").write_text("key: new\n", "utf-8")

    (wrong,) = [one for one in check(folder, publish=True).findings if one.severity == "error"]

    assert (wrong.code, wrong.found) == (Code.UNKNOWN_ENTRY, "the file 10-new.yaml")


def test_translations_of_what_is_not_there_are_told_before_publishing(tmp_path):
    folder = a_folder(tmp_path)
    folder.joinpath("locale").mkdir()
    text = 'msgid ""\nmsgstr ""\n\nmsgctxt "hou-rant.label"\nmsgid "Rent"\nmsgstr "Affitto"\n'
    folder.joinpath("locale/it.po").write_text(text, "utf-8")

    told = [one for one in check(folder, publish=True).findings if one.code is Code.UNKNOWN_KEY]

    assert [(one.found, one.severity) for one in told] == [
        ('the text "hou-rant.label"', Severity.WARNING)
    ]
    assert told[0].place.file.endswith("locale/it.po")


def test_a_catalogue_is_named_after_a_language_and_has_each_text_once(tmp_path):
    folder = a_folder(tmp_path)
    folder.joinpath("locale").mkdir()
    head = 'msgid ""\nmsgstr ""\n\n'
    one = 'msgctxt "hou-rent.label"\nmsgid "Rent"\nmsgstr "Miete"\n\n'
    folder.joinpath("locale/klingon.po").write_text(head + one, "utf-8")
    folder.joinpath("locale/fr.po").write_text(head + one + one, "utf-8")

    found = check(folder).findings

    assert [(one.code, one.place.line) for one in found] == [
        (Code.DUPLICATE_ENTRY, 8), (Code.BAD_LANGUAGE, None),
    ]  # fmt: skip
