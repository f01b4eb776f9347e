"""`--json`: every command answers in JSON, with a version, in the form of a shipped schema."""

from __future__ import annotations

import click
import pytest
from jsonschema import Draft202012Validator

from small import BELLEVILLE, MUSTERDORF
from spi.cli.commands import spi as program

# each command: how one calls it, and the schema of what it answers
CALLS = {
    "score": ([BELLEVILLE], "scorecard"),
    "report": ([BELLEVILLE], "scorecard"),
    "explain": ([BELLEVILLE, "living-housing"], "explanation"),
    "check": ([BELLEVILLE, "alpine-figures"], "findings"),
    "criteria list": ([], "criteria-sets"),
    "criteria show": (["alpine-figures"], "questionnaire"),
    "criteria codebook": (["alpine-figures"], "criteria-set"),
    "new dossier": (["--name", "Les Belleville", "--cycle", "2026"], "dossier"),
    "group ballot": (["alpine"], "questionnaire"),
    "group agenda": ([MUSTERDORF], "agenda"),
    "form": (["-c", "alpine"], "questionnaire"),
    "import": ([BELLEVILLE], "dossier"),
    "i18n status": ([], "translations"),
    "i18n catalogue": (["de", "-c", "alpine-figures"], "catalogue"),
    "schema": (["dossier"], None),
}


def commands(group: click.Group, *above: str) -> list[str]:
    """Name every command below a group."""
    return [
        name
        for word, one in group.commands.items()
        for name in (
            commands(one, *above, word)
            if isinstance(one, click.Group)
            else [" ".join([*above, word])]
        )
    ]


def test_no_command_is_left_out():
    assert sorted(commands(program)) == sorted(CALLS)


@pytest.mark.parametrize("command", CALLS)
def test_every_command_answers_in_json(spi, command):
    words, name = CALLS[command]

    said = spi(*command.split(), *words, "--json")

    assert (said.code, said.err) == (0, "")
    if name is None:
        Draft202012Validator.check_schema(said.json)
        return
    assert said.json["schema_version"] == 1
    Draft202012Validator(spi("schema", name).json).validate(said.json)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("score", []),
        ("report", []),
        ("explain", []),
        ("check", []),
        ("criteria show", []),
        ("criteria codebook", []),
        ("new dossier", ["--name", "A", "--cycle", "2026", "-c"]),
        ("i18n status", ["-c"]),
        ("i18n catalogue", ["de", "-c"]),
    ],
)
def test_what_stops_a_command_is_said_in_json_too(spi, tmp_path, command, words):
    missing = tmp_path / "missing"

    said = spi(*command.split(), *words, missing, "--json")

    assert said.code == 1
    assert [one["code"] for one in said.json["findings"]] == ["file-missing"]
    Draft202012Validator(spi("schema", "findings").json).validate(said.json)


def test_a_report_is_not_asked_for_in_two_formats(spi):
    said = spi("report", BELLEVILLE, "--json", "--format", "html")

    assert said.code == 2
    assert "found --json and --format html, expected one of them" in said.err


def test_a_report_in_json_is_written_into_any_file(spi, tmp_path):
    path = tmp_path / "answer.txt"

    spi("report", BELLEVILLE, "--json", "-o", path)

    assert path.read_text("utf-8") == spi("report", BELLEVILLE, "--json").out
