"""`spi report`: files in every format, written whole or not at all."""

from __future__ import annotations

import json

import pytest

from small import BELLEVILLE, BRIANCONNAIS

RELEASE = "release: {decided_on: 2026-03-06, decided_by: the council}\n"


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("r.html", "<!DOCTYPE html>"),
        ("r.HTM", "<!DOCTYPE html>"),
        ("r.md", "# "),
        ("r.json", "{"),
        ("r.csv", "area,is_invented,"),
    ],
)
def test_the_ending_of_the_file_says_the_format(spi, tmp_path, name, begins):
    path = tmp_path / name

    said = spi("report", BELLEVILLE, "-o", path)

    assert (said.code, said.out) == (0, "")
    assert said.err == f"Written: {path}\n"
    assert path.read_text("utf-8").lstrip("\N{ZERO WIDTH NO-BREAK SPACE}").startswith(begins)


@pytest.mark.parametrize(
    ("form", "language"),
    [("html", "en"), ("fragment", "de"), ("markdown", "it"), ("json", "fr"), ("csv", "sl")],
)
def test_standard_output_is_the_file(spi, tmp_path, form, language):
    path = tmp_path / "report"

    said = spi("report", BELLEVILLE, "-f", form, "-l", language)
    spi("report", BELLEVILLE, "-f", form, "-l", language, "-o", path)

    assert (said.code, said.err) == (0, "")
    assert said.out.replace("\r\n", "\n") == path.read_bytes().decode().replace("\r\n", "\n")


def test_the_format_asked_for_wins_over_the_ending(spi, tmp_path):
    path = tmp_path / "report.html"

    spi("report", BELLEVILLE, "-f", "json", "-o", path)

    assert json.loads(path.read_text("utf-8"))["document"] == "scorecard"


def test_equal_calls_write_equal_bytes(spi, tmp_path):
    first, second = tmp_path / "a.html", tmp_path / "b.html"

    for path in (first, second):
        spi("report", BRIANCONNAIS, "-o", path)

    assert first.read_bytes() == second.read_bytes()


def test_a_day_is_stated_when_it_is_given(spi):
    said = spi("report", BELLEVILLE, "-f", "markdown", "-l", "fr", "--date", "2026-03-05")

    assert "5 mars 2026" in said.out


def test_a_file_is_replaced_as_a_whole_and_nothing_is_left_beside_it(spi, tmp_path):
    path = tmp_path / "report.html"
    path.write_text("old", "utf-8")

    spi("report", BELLEVILLE, "-o", path)

    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert list(tmp_path.iterdir()) == [path]


def test_a_report_that_stops_leaves_the_old_file(spi, tmp_path):
    path = tmp_path / "report.html"
    path.write_text("old", "utf-8")

    said = spi("report", BELLEVILLE, "--audience", "public", "-o", path)

    assert said.code == 3
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["-o", "report.pdf"], 2, "the ending of report.pdf names no format"),
        (["-o", "report"], 2, "choose one with --format: html, fragment, markdown, json, csv"),
        (["-f", "pdf"], 2, "'pdf' is not one of 'html'"),
        (["--date", "5.3.2026"], 2, 'found "5.3.2026", expected a date like 2026-03-05'),
        (["--date", "2026-02-30"], 2, 'found "2026-02-30"'),
        (["-o", "no-folder/report.html"], 3, 'cannot write "no-folder/report.html"'),
        (["-o", ".", "-f", "html"], 3, 'cannot write "."'),
    ],
)
def test_what_cannot_be_written_says_why(spi, words, code, says):
    said = spi("report", BELLEVILLE, *words)

    assert (said.code, said.out) == (code, "")
    assert says in said.err


# --- the public ----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["score", "report", "explain"])
def test_before_the_release_the_public_sees_nothing_and_the_decision_is_named(spi, command):
    said = spi(command, BELLEVILLE, "--audience", "public")

    assert (said.code, said.out) == (3, "")
    assert "release: found no decision" in said.err
    assert "add release.decided_on to the dossier" in said.err


def test_after_the_release_the_public_sees_the_results(spi, tmp_path):
    path = tmp_path / "dossier.yaml"
    path.write_text(BELLEVILLE.read_text("utf-8") + RELEASE, "utf-8")

    said = spi("report", path, "--audience", "public", "-f", "markdown")

    assert said.code == 0
    assert "the public" in said.out
    assert spi("score", path, "--audience", "public", "--json").json["audience"] == "public"


@pytest.mark.parametrize("audience", ["council", "working-group", "office"])
def test_others_need_no_release(spi, audience):
    assert spi("score", BELLEVILLE, "--audience", audience).code == 0
