"""`spi form` and `spi import`: out to people, and back into a dossier."""

from __future__ import annotations

import json

import pytest

from small import MUSTERDORF, a_file
from spi.usecases.loading import load_dossier

INCOMING = {
    "schema_version": 1,
    "criteria": "alpine@2026",
    "cycle": "2026",
    "area": {"key": "musterdorf", "name": "Musterdorf"},
    "assessment": {
        "answers": {"adm-channels": ["paper"]},
        "ratings": [{"member": "m01", "steps": {"adm-q-welcome": 2}}],
    },
}


@pytest.fixture
def incoming(tmp_path):
    return a_file(tmp_path, json.dumps(INCOMING), "form.json")


@pytest.mark.parametrize("words", [[], ["--rating"], ["--core"], ["--rating", "--core"]])
def test_a_form_is_one_file(spi, tmp_path, words):
    path = tmp_path / "form.html"

    said = spi("form", "-c", "alpine", "-l", "sl", "-o", path, *words)

    assert (said.code, said.out) == (0, "")
    text = path.read_text("utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "http" not in text.replace("http-equiv", "")


def test_a_short_form_asks_less(spi):
    long, short = spi("form", "-c", "alpine").out, spi("form", "-c", "alpine", "--core").out

    assert 1 < short.count("<fieldset") < long.count("<fieldset")


def test_what_a_form_has_saved_becomes_a_dossier(spi, incoming, tmp_path):
    path = tmp_path / "new.yaml"

    said = spi("import", incoming, "-o", path)

    assert (said.code, said.err) == (0, f"Written: {path}\n")
    assert spi("check", path).code == 0


def test_it_comes_into_a_dossier_that_is_there(spi, incoming, tmp_path):
    path = a_file(tmp_path, MUSTERDORF.read_text("utf-8"))

    refused = spi("import", incoming, "--into", path)
    kept = path.read_text("utf-8")
    said = spi("import", incoming, "--into", path, "--replace")

    assert (refused.code, kept) == (1, MUSTERDORF.read_text("utf-8"))
    assert "assessment.answers.adm-channels: found the answer" in refused.err
    assert (said.code, said.err.splitlines()[0]) == (0, "New: 0, replaced: 2")
    assert load_dossier(path).assessment.answers["adm-channels"].value == ("paper",)
    assert spi("check", path).code == 0


def test_what_cannot_be_right_is_refused_with_its_place(spi, tmp_path):
    wrong = {**INCOMING, "assessment": {"answers": {"adm-channels": ["papier"], "nothing": 5}}}

    said = spi("import", a_file(tmp_path, json.dumps(wrong), "form.json"))

    assert (said.code, said.out) == (1, "")
    assert "assessment.answers.adm-channels" in said.err
    assert "assessment.answers.nothing" in said.err


def test_it_may_come_by_standard_input(spi):
    said = spi("import", "-", "--json", stdin=json.dumps(INCOMING))

    assert said.json["assessment"]["answers"] == {"adm-channels": ["paper"]}
