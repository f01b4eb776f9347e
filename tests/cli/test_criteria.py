"""`spi criteria`, `spi i18n`: what there is, and how far it is translated."""

from __future__ import annotations

import json

import pytest

from small import BELLEVILLE, LANGUAGES, SET, a_folder
from spi.codec import to_plain
from spi.usecases.loading import load_criteria


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sets_are_listed(spi, language):
    said = spi("criteria", "list", "-l", language)

    assert said.code == 0
    names = [line.split()[0] for line in said.out.splitlines()]
    assert names == ["alpine@2026", "alpine-figures@2026"]
    assert said.out.count("en (de) (it) (fr) (sl)") == len(names)


def test_the_list_is_data_too(spi):
    plain = spi("criteria", "list", "--json", "-l", "it").json

    (alpine, only) = plain["sets"]
    assert (alpine["key"], alpine["indicators"]) == ("alpine", 137)
    assert (plain["schema_version"], only["key"], only["edition"]) == (1, "alpine-figures", "2026")
    assert only["label"].startswith("Dati alpini")
    assert only["indicators"] == 62


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_set_is_shown_with_keys_and_kinds(spi, language):
    lines = spi("criteria", "show", "alpine-figures", "-l", language).out.splitlines()

    assert len(lines) == 73
    assert sum("[emp-unemployment] · " in line for line in lines) == 1
    assert [line[2] for line in lines if line[2:3].isdigit()] == list("0123456789")


def test_shown_as_data_it_is_a_questionnaire(spi, tmp_path):
    plain = spi("criteria", "show", a_folder(tmp_path), "--json", "-l", "de").json

    assert (plain["document"], plain["key"]) == ("questionnaire", "my-region@2026")
    assert plain["fields"][0]["questions"][0]["question"] == "Wie hoch ist die Miete?"


@pytest.mark.parametrize("language", [*LANGUAGES, "de-CH"])
def test_the_codebook_is_markdown_unless_said_otherwise(spi, language):
    said = spi("criteria", "codebook", "alpine-figures", "-l", language)

    assert said.out.startswith("# ")
    assert "emp-unemployment" in said.out
    assert language != "de-CH" or "ß" not in said.out


@pytest.mark.parametrize(
    ("name", "begins"), [("c.html", "<!DOCTYPE html>"), ("c.md", "# "), ("c.HTML", "<!DOCTYPE")]
)
def test_the_codebook_follows_the_ending(spi, tmp_path, name, begins):
    said = spi("criteria", "codebook", "alpine-figures", "-o", tmp_path / name)

    assert said.err == f"Written: {tmp_path / name}\n"
    assert (tmp_path / name).read_text("utf-8").startswith(begins)


@pytest.mark.parametrize("name", ["c.csv", "c.docx", "c"])
def test_a_codebook_in_no_known_format_is_a_wrong_call(spi, tmp_path, name):
    said = spi("criteria", "codebook", "alpine-figures", "-o", tmp_path / name)

    assert said.code == 2
    assert "names no format; choose one with --format: html, fragment, markdown" in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["show", "codebook"])
def test_an_unknown_set_is_told_so(spi, command):
    said = spi("criteria", command, "alpina")

    assert (said.code, said.out) == (2, "")
    assert "known: alpine-figures@2026" in said.err


def test_a_broken_set_is_told_with_its_places(spi, tmp_path):
    folder = a_folder(tmp_path, SET.replace("worst: 12", "worst: 2"))

    said = spi("criteria", "show", folder, "-l", "de")

    assert said.code == 1
    assert said.err.startswith(f"{(folder / 'set.yaml').as_posix()}:")
    assert "1 Problem gefunden" in said.err


def test_a_dossier_is_no_set(spi):
    said = spi("criteria", "show", BELLEVILLE)

    assert said.code == 1
    assert "criteria: found" in said.err or "found the text" in said.err


# --- translations --------------------------------------------------------------------------------


def test_it_is_said_how_far_each_language_is(spi):
    lines = spi("i18n", "status", "-l", "de").out.splitlines()

    assert lines[0] == "alpine-figures@2026"
    assert [line.split(":")[0].strip() for line in lines[1:]] == [
        "Deutsch", "Französisch", "Italienisch", "Slowenisch",
    ]  # fmt: skip
    assert all("(Entwurf)" in line for line in lines[1:])


def test_the_state_of_languages_is_data_too(spi, tmp_path):
    folder = a_folder(tmp_path, SET.replace("{source: Rent, de: Miete}", "Rent"))

    plain = spi("i18n", "status", "-c", folder, "--json").json

    (german,) = plain["languages"]
    assert (plain["document"], german["language"]) == ("translations", "de")
    assert german["missing"] == ["hou-rent.label"] or german["missing"] == ["hou-rent"]
    assert german["texts"] == german["translated"] + 1


def test_the_texts_of_a_language_are_data_too(spi, tmp_path):
    folder = a_folder(tmp_path, SET.replace("{source: Rent, de: Miete}", "Rent"))

    plain = spi("i18n", "catalogue", "de", "-c", folder, "--json").json

    catalogue_of = {key: one["translation"] for key, one in plain["messages"].items()}
    assert (plain["document"], plain["criteria"], plain["language"]) == (
        "catalogue", "my-region@2026", "de",
    )  # fmt: skip
    assert [key for key, text in catalogue_of.items() if text is None] == ["hou-rent.label"]
    assert plain["messages"]["hou-rent.label"]["source"] == "Rent"


def test_the_criteria_set_behind_a_codebook_is_data_too(spi, tmp_path):
    path = tmp_path / "set.json"

    plain = spi("criteria", "codebook", "alpine-figures", "--json").json
    said = spi("criteria", "codebook", "alpine-figures", "--json", "-o", path)

    assert (plain["key"], plain["edition"]) == ("alpine-figures", "2026")
    assert plain == to_plain(load_criteria("alpine-figures"))
    assert (said.code, said.out) == (0, "")
    assert json.loads(path.read_text("utf-8")) == plain
