"""`spi score`: on a terminal, in JSON, from standard input, and what stops it."""

from __future__ import annotations

import json
import re

import pytest

from small import (
    BELLEVILLE,
    BRIANCONNAIS,
    DOSSIER,
    LANGUAGES,
    SET,
    a_file,
    a_folder,
    without,
)
from spi.codec import to_plain
from spi.reading import read_dossier

STATUSES = {
    "scored", "not-assessable", "not-applicable", "excluded", "unanswered", "suppressed", "context",
}  # fmt: skip
OF_EACH = {"score", "bounds", "coverage", "level", "status"}


# --- the contract for scripts --------------------------------------------------------------------


@pytest.mark.parametrize("demo", [BELLEVILLE, BRIANCONNAIS])
def test_json_says_the_same_things_of_the_whole_and_of_every_node(spi, demo):
    plain = spi("score", demo, "--json").json

    assert plain.keys() >= OF_EACH | {"nodes", "schema_version"}
    for node in (plain, *plain["nodes"].values()):
        assert node.keys() >= OF_EACH
        assert node["status"] in STATUSES
        assert (node["score"] is None) == (node["status"] != "scored")
        assert 0 <= node["coverage"] <= 1
        if node["score"] is not None:
            low, high = node["bounds"]
            assert low <= node["score"] <= high


@pytest.mark.parametrize("demo", [BELLEVILLE, BRIANCONNAIS])
def test_only_what_does_not_count_has_no_bounds(spi, demo):
    nodes = spi("score", demo, "--json").json["nodes"].values()

    for node in nodes:
        out = node["status"] in {"excluded", "not-applicable", "context"}
        low, high = node["bounds"]
        assert 0 <= low <= high <= 100
        assert not out or (low, high) == (0, 100)
        assert out or len(node["bounds"]) == 2


def test_nodes_are_keyed_in_kebab_case_and_the_whole_is_one_of_them(spi):
    plain = spi("score", BELLEVILLE, "--json").json

    whole = plain["nodes"]["alpine-figures"]
    assert {key: plain[key] for key in OF_EACH} == {key: whole[key] for key in OF_EACH}
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in plain["nodes"])


def test_no_key_stands_twice_in_json(spi):
    def once(pairs):
        keys = [key for key, _ in pairs]
        assert len(keys) == len(set(keys))
        return dict(pairs)

    json.loads(spi("score", BRIANCONNAIS, "--json").out, object_pairs_hook=once)


def test_at_least_six_fields_of_the_demo_are_scored(spi):
    nodes = spi("score", BELLEVILLE, "--json").json["nodes"].values()

    assert sum(one["kind"] == "field" and one["status"] == "scored" for one in nodes) >= 6


def test_json_is_the_same_in_every_language(spi):
    said = {spi("score", BELLEVILLE, "--json", "-l", one).out for one in LANGUAGES}

    assert len(said) == 1


# --- for people ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "title", "whole"),
    [
        ("en", "Alpine figures", "All fields together"),
        ("de", "Der Alpenraum in Zahlen", "Alle Felder zusammen"),
        ("de-CH", "Der Alpenraum in Zahlen", "Alle Felder zusammen"),
        ("it", "Dati alpini", "Tutti i campi insieme"),
        ("fr", "Chiffres alpins", "Tous les champs ensemble"),
        ("sl", "Alpske številke", "Vsa področja skupaj"),
    ],
)
def test_the_summary_speaks_the_language_asked_for(spi, language, title, whole):
    said = spi("score", BELLEVILLE, "-l", language)

    assert (said.code, said.err) == (0, "")
    assert "Les Belleville, 2026" in said.out
    assert title in said.out
    assert whole in said.out


def test_swiss_german_has_its_own_spelling_and_numbers(spi):
    german, swiss = (spi("score", BELLEVILLE, "-l", one).out for one in ("de", "de-CH"))

    assert "Größte Hebel" in german
    assert "Grösste Hebel" in swiss
    assert "ß" not in swiss
    assert "33,6" in german
    assert "33.6" in swiss


def test_the_language_may_stand_in_the_environment(process):
    assert "Alle Felder zusammen" in process("score", BELLEVILLE, SPI_LANGUAGE="de").out


def test_the_nine_fields_stand_before_the_whole(spi):
    lines = spi("score", BELLEVILLE).out.splitlines()

    numbered = [line[:1] for line in lines if re.match(r"\d ", line)]
    assert numbered == list("123456789")
    assert lines.index(next(one for one in lines if one.startswith("All fields"))) == 12


# --- where things come from ----------------------------------------------------------------------


def test_a_dossier_in_json_may_come_from_standard_input(spi):
    raw = json.dumps(to_plain(read_dossier(BELLEVILLE)))

    assert spi("score", "-", stdin=raw).out == spi("score", BELLEVILLE).out


def test_criteria_may_be_a_key_a_folder_or_a_file(spi, tmp_path):
    folder, dossier = a_folder(tmp_path), a_file(tmp_path)
    alone = a_file(tmp_path, SET, "alone.yaml")

    said = [spi("score", dossier, "-c", one, "--json") for one in (folder, alone)]

    assert said[0] == said[1]
    assert said[0].json["score"] == 75
    assert spi("score", BELLEVILLE, "-c", "alpine-figures").code == 0


def test_one_basis_and_one_perspective_can_be_asked_for(spi):
    judged = spi("score", BELLEVILLE, "--basis", "panel", "--json").json
    families = spi("score", BELLEVILLE, "--target-group", "families", "--json").json

    assert (judged["basis"], judged["score"]) == ("panel", None)
    assert families["target_group"] == "families"
    assert len(families["nodes"]) < len(judged["nodes"])


# --- what stops it -------------------------------------------------------------------------------

BROKEN = DOSSIER.replace("value: 7", 'value: "seven"').replace("hea-doctor: true", "hea-docter: 1")


@pytest.mark.parametrize(
    ("language", "found", "expected", "problems"),
    [
        ("en", "found", "expected", "2 problems found"),
        ("de", "gefunden", "erwartet", "2 Probleme gefunden"),
        ("it", "trovato", "atteso", "2 problemi"),
        ("fr", "trouvé", "attendu", "2 problèmes"),
        ("sl", "najdeno", "pričakovano", "najdeni 2 težavi"),
    ],
)
def test_all_problems_stand_on_standard_error_with_their_places(
    spi, tmp_path, language, found, expected, problems
):
    path = a_file(tmp_path, BROKEN)

    said = spi("score", path, "-c", a_folder(tmp_path), "-l", language)

    first, second, last = said.err.splitlines()
    assert (said.code, said.out) == (1, "")
    assert first.startswith(f"{path.as_posix()}:7:15, assessment.answers.hou-rent: {found}")
    assert second.startswith(f"{path.as_posix()}:8:5, assessment.answers.hea-docter: {found}")
    assert expected in first
    assert last.startswith(problems)


def test_problems_are_data_too(spi, tmp_path):
    path = a_file(tmp_path, BROKEN)

    said = spi("score", path, "-c", a_folder(tmp_path), "--json")

    assert (said.code, said.json["document"]) == (1, "findings")
    first, second = said.json["findings"]
    assert (first["code"], first["line"], first["column"]) == ("answer-wrong-kind", 7, 15)
    assert first["file"] == path.as_posix()
    assert second["path"] == "assessment.answers.hea-docter"
    assert first["message"] in said.err


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("", "-: found nothing"),
        ("not json", "-:1:1: found"),
        ('{"area": 1}', "-:1:10, area: found the number 1"),
        ("[]", "found a list"),
        ('{"area": {"key": "a", "key": "b"}}', "found the text"),
    ],
)
def test_standard_input_that_is_no_dossier_is_told_so(spi, raw, says):
    said = spi("score", "-", stdin=raw)

    assert said.code == 1
    assert says in said.err


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["nothing.yaml"], 1, "nothing.yaml: found nothing, expected a file or folder that exists"),
        ([BELLEVILLE, "-c", "alpina"], 2, 'unknown criteria set "alpina"'),
        ([BELLEVILLE, "-c", "./no-folder"], 1, "no-folder: found nothing"),
        ([BELLEVILLE, "-l", "xx"], 2, 'unknown language "xx"'),
        ([BELLEVILLE, "-l", "x y"], 2, "expected a code like de"),
        ([BELLEVILLE, "--audience", "all"], 2, "'all' is not one of 'public'"),
        ([BELLEVILLE, "--basis", "mood"], 2, "'mood' is not one of"),
        ([BELLEVILLE, "--target-group", "dogs"], 2, 'unknown target group "dogs"; known: children'),
        ([BELLEVILLE, "--audience", "public"], 3, "release.decided_on"),
        ([], 2, "Missing argument 'DOSSIER'"),
        ([BELLEVILLE, BELLEVILLE], 2, "unexpected extra argument"),
        ([BELLEVILLE, "--colour"], 2, "No such option"),
    ],
)
def test_what_stops_it_has_a_code_and_a_message(spi, words, code, says):
    said = spi("score", *words)

    assert (said.code, said.out) == (code, "")
    assert says in said.err


def test_a_dossier_without_a_set_is_told_what_to_add(spi, tmp_path):
    said = spi("score", a_file(tmp_path, without(DOSSIER, "criteria")))

    assert said.code == 1
    assert "dossier.yaml:1:1: found no such entry, expected the entry: criteria" in said.err
