"""`spi schema`: what the program writes is what its schemas say."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from small import BELLEVILLE, BRIANCONNAIS, DOSSIER, SET, a_file, a_folder

PERSONS = SET.replace(
    "{type: number, unit: eur}", "{type: number, unit: eur, counts_persons: true}"
)
RATED = """\
  ratings:
    - {member: m1, steps: {hou-rent: 2}}
    - {member: m2, steps: {hou-rent: 4}}
    - {member: m3, steps: {hou-rent: cannot-say}}
"""
NAMES = (
    "dossier", "criteria-set", "field-of-action", "cases", "scorecard", "explanation", "findings",
)  # fmt: skip


def broken(spi, name: str, plain: dict) -> list[str]:
    """Give what a schema has to say against a document."""
    validator = Draft202012Validator(spi("schema", name).json)
    return [error.message for error in validator.iter_errors(plain)]


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_one_of_2020_12(spi, name):
    plain = spi("schema", name).json

    Draft202012Validator.check_schema(plain)
    assert plain["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_schema_that_does_not_exist_is_a_wrong_call(spi):
    said = spi("schema", "municipality")

    assert said.code == 2
    assert "'municipality' is not one of" in said.err


@pytest.mark.parametrize("demo", [BELLEVILLE, BRIANCONNAIS])
def test_scorecards_and_reasons_are_what_their_schemas_say(spi, demo):
    assert broken(spi, "scorecard", spi("score", demo, "--json").json) == []
    assert broken(spi, "explanation", spi("explain", demo, "--json").json) == []
    assert broken(spi, "explanation", spi("explain", demo, "emp-poverty", "--json").json) == []


def test_what_is_withheld_is_what_the_schemas_say(spi, tmp_path):
    folder = a_folder(tmp_path, PERSONS)
    dossier = a_file(tmp_path, DOSSIER.replace("value: 7", "value: 2"))

    card = spi("score", dossier, "-c", folder, "--json").json

    assert card["nodes"]["hou-rent"]["withheld"]
    assert broken(spi, "scorecard", card) == []
    assert broken(spi, "explanation", spi("explain", dossier, "-c", folder, "--json").json) == []


def test_ratings_are_what_the_schemas_say(spi, tmp_path):
    folder = a_folder(
        tmp_path, SET.replace("direction: lower\n", "direction: lower\n        rating: {}\n")
    )
    dossier = a_file(tmp_path, DOSSIER + RATED)

    reason = spi("explain", dossier, "hou-rent", "-c", folder, "--json").json

    assert reason["ratings"]["count"] == 2
    assert broken(spi, "explanation", reason) == []
    assert broken(spi, "scorecard", spi("score", dossier, "-c", folder, "--json").json) == []


def test_findings_are_what_the_schema_says_wherever_they_come_from(spi, tmp_path):
    wrong = a_file(tmp_path, "area: 1\n")

    for said in (
        spi("score", wrong, "--json"),
        spi("explain", "nothing.yaml", "--json"),
        spi("check", wrong, BELLEVILLE, "--json"),
        spi("check", "alpine-figures", "--publish", "--json"),
    ):
        assert broken(spi, "findings", said.json) == []
