"""One cycle of a municipality: begun, answered, rated, read by its council, shown to the public."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from click.testing import CliRunner

from small import EXAMPLES, SET, a_folder
from spi.cli.commands import spi as command

ANSWERS = {
    "hou-rent": "{value: 9, period: 2026, source: own-count}",
    "hea-doctor": "{value: true, period: , source: }",
}
RATINGS = """\
  ratings:
    - {member: r1, steps: {hou-rent: 2}}
    - {member: r2, steps: {hou-rent: 3}}
    - {member: r3, steps: {hou-rent: 1}}
    - {member: r4, steps: {hou-rent: cannot-say}}
  working_group:
    members:
      - {key: r1, groups: [politics]}
      - {key: r2, groups: [politics]}
      - {key: r3, groups: [business]}
      - {key: r4, groups: [business]}
"""
RATED = SET.replace(
    "        direction: lower\n",
    "        direction: lower\n        rating:\n          hints:\n"
    '            "1": {source: much too high, de: viel zu hoch}\n'
    '            "5": {source: fair, de: angemessen}\n',
)


@pytest.fixture
def spi():
    """Give a function that runs the command and expects that it works."""

    def run(*words) -> str:
        done = CliRunner(env={"SPI_LANGUAGE": None}).invoke(
            command, [str(one) for one in words], catch_exceptions=False
        )
        assert done.exit_code == 0, done.output
        return done.stdout

    return run


@pytest.fixture
def village(spi, tmp_path):
    """Give the file of a village that has just begun, and the folder of its criteria."""
    folder, path = a_folder(tmp_path, RATED), tmp_path / "village.yaml"
    spi("new", "dossier", "-c", folder, "--name", "Village", "--cycle", "2026", "-o", path)
    return path, folder


def filled(path, answers=ANSWERS, more="") -> None:
    """Take the sign away from the lines of some questions, and answer them."""
    text = path.read_text("utf-8")
    for key, answer in answers.items():
        text, n = re.subn(rf"(?m)^( *)#\s?({key}: )\{{.*$", rf"\1\2{answer}", text)
        assert n == 1
    path.write_text(text + more, "utf-8")


def test_from_the_first_file_to_what_the_public_reads(spi, village):
    path, folder = village
    assert json.loads(spi("score", path, "-c", folder, "--json"))["coverage"] == 0

    filled(path)
    spi("check", path, "-c", folder)
    card = json.loads(spi("score", path, "-c", folder, "--json"))
    assert card["nodes"]["hou-rent"]["score"] == 30
    assert (card["score"], card["level"]) == (65, "medium-need")

    filled(path, {}, RATINGS)
    judged = json.loads(spi("score", path, "-c", folder, "--json"))
    assert judged["nodes"]["hou-rent"]["score"] == 25  # what three people think comes first
    assert judged["nodes"]["hou-rent"]["gap"] == -5

    council = spi("report", path, "-c", folder, "--audience", "council", "-f", "markdown")
    assert "3 people have rated" in council
    assert not {"r1", "r2", "r3", "r4"} & set(re.findall(r"\w+", council))

    filled(path, {}, "release: {decided_on: 2026-11-24}\n")
    public = spi("report", path, "-c", folder, "--audience", "public", "-l", "de")
    assert "die Öffentlichkeit" in public


def test_the_own_set_is_ready_to_be_published(spi, village):
    _, folder = village

    assert "no problems found" in spi("check", folder, "--publish")
    assert "Wie hoch ist die Miete?" in spi("criteria", "codebook", folder, "-l", "de")
    assert "hou-rent" in spi("criteria", "show", folder)


def test_a_region_may_change_a_copy_of_the_set_that_comes_along(spi, tmp_path):
    folder = tmp_path / "alpine-figures"
    shutil.copytree(EXAMPLES.parent.parent / "criteria/alpine-figures/2026", folder)
    field = folder / "5-employment.yaml"
    field.write_text(field.read_text("utf-8").replace("worst: 15.3", "worst: 20"), "utf-8")
    valley = EXAMPLES / "brianconnais/dossier.yaml"

    theirs = json.loads(spi("explain", valley, "emp-unemployment", "--json"))
    ours = json.loads(spi("explain", valley, "emp-unemployment", "-c", folder, "--json"))

    assert ours["scale"]["worst"] == 20
    assert ours["score"] > theirs["score"]


def test_figures_of_thirteen_communes_are_summed_and_never_averaged(spi):
    valley = EXAMPLES / "brianconnais/dossier.yaml"

    rate = json.loads(spi("explain", valley, "emp-unemployment", "--json"))
    poverty = json.loads(spi("explain", valley, "emp-poverty", "--json"))

    assert rate["answer"]["value"] == {"numerator": 542, "denominator": 9051}
    assert round(rate["value"], 2) == 5.99
    assert poverty["status"] == "unanswered"
    assert poverty["absence"]["reason"] == "not composed: confidential in 12 of 13 members"
