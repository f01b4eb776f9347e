"""`spi check`: all problems at once, for people and for machines that decide."""

from __future__ import annotations

import json

from small import (
    BELLEVILLE,
    BRIANCONNAIS,
    CASES,
    DOSSIER,
    SET,
    a_file,
    a_folder,
    without,
)
from spi.codec import to_plain
from spi.reading import read_dossier


def test_what_is_good_is_said_to_be_good(spi):
    said = spi("check", BELLEVILLE, BRIANCONNAIS, "alpine-figures")

    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[:3] == [
        "les-belleville/2026: no problems found",
        "brianconnais/2026: no problems found",
        "alpine-figures@2026: no problems found",
    ]
    assert said.out.splitlines()[3].startswith("  worked cases run: ")


def test_the_set_that_comes_with_the_library_can_be_published(spi):
    said = spi("check", "--publish", "alpine-figures", "-l", "de")

    assert said.code == 0
    assert "keine Probleme gefunden" in said.out
    assert "Grundlage der Skalen" in said.out
    assert {line.partition(": ")[2][:7] for line in said.err.splitlines()} == {"Hinweis"}


def test_problems_end_with_code_1(spi, tmp_path):
    folder = a_folder(tmp_path, without(SET, "question"))

    assert spi("check", folder).code == 0
    said = spi("check", folder, "--publish")
    assert said.code == 1
    assert "hou-rent: found no such entry, expected the entry: question" in said.err
    assert said.err.splitlines()[-1] == "my-region@2026: 2 problems found"


def test_a_failed_case_stands_with_file_and_line(spi, tmp_path):
    folder = a_folder(tmp_path, cases=CASES.replace("points: 50", "points: 40"))

    said = spi("check", folder)

    first = said.err.splitlines()[0]
    assert said.code == 1
    assert first.startswith(f"{(folder / 'cases.yaml').as_posix()}:1:")
    assert "hou-rent: found the number 50, expected 40; correct the case or the rule." in first


def test_json_says_all_of_it(spi, tmp_path):
    path = a_file(tmp_path, DOSSIER.replace("hou-rent", "hou-rant"))

    said = spi("check", path, BELLEVILLE, "-c", a_folder(tmp_path), "--json", "-l", "fr")

    plain = said.json
    assert said.code == 1
    assert (plain["schema_version"], plain["document"]) == (1, "findings")
    assert [one["is_good"] for one in plain["checked"]] == [False, False]
    assert plain["findings"][0]["code"] == "unknown-key"
    assert plain["findings"][0]["line"] == 7
    assert "trouvé" in plain["findings"][0]["message"]


def test_json_of_what_is_good(spi):
    plain = spi("check", "alpine-figures", "--publish", "--json").json

    (checked,) = plain["checked"]
    assert (checked["kind"], checked["name"]) == ("criteria", "alpine-figures@2026")
    assert checked["cases"] >= 40
    assert sum(checked["evidence"].values()) >= 30
    assert {one["severity"] for one in plain["findings"]} == {"note"}


def test_a_dossier_may_come_from_standard_input(spi):
    raw = json.dumps(to_plain(read_dossier(BELLEVILLE)))

    assert spi("check", "-", stdin=raw).out == "les-belleville/2026: no problems found\n"
    broken = spi("check", "-", "--json", stdin=raw.replace("emp-poverty", "emp-povrety"))
    assert (broken.code, broken.json["findings"][0]["file"]) == (1, "-")


def test_one_name_that_is_unknown_does_not_hide_the_others(spi, tmp_path):
    said = spi("check", "alpina", a_file(tmp_path, "area: 1\n"), BELLEVILLE)

    assert said.code == 1
    assert 'alpina: found the text "alpina", expected a key that exists (criteria set)' in said.err
    assert "area: found the number 1" in said.err
    assert said.out == "les-belleville/2026: no problems found\n"


def test_nothing_to_check_is_a_wrong_call(spi):
    assert spi("check").code == 2
