"""The shipped JSON Schemas: as the model says, and true of what is read and printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import spi
from spi.codec.explanations import explanation_plain
from spi.disclosure import disclose
from spi.reading.guarded import read_yaml
from spi.usecases.checking import check
from spi.usecases.loading import criteria_for
from spi.usecases.reporting import scorecard_plain
from spi.usecases.schemas import FOLDER, KINDS, schema, schema_text

ROOT = Path(__file__).parents[2]
NAMES = sorted([*KINDS, "cases"])
DEMOS = sorted(path.parent.name for path in ROOT.glob("docs/examples/*/dossier.yaml"))


def problems(name, data):
    """Give what a schema says against data."""
    return [one.message for one in Draft202012Validator(schema(name)).iter_errors(data)]


def of_file(path):
    return read_yaml(path.read_bytes(), path.name).data


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_schema_is_the_one_of_the_model(name):
    assert schema_text(name) == (FOLDER / f"{name}.json").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_good_one(name):
    Draft202012Validator.check_schema(schema(name))


def test_no_other_schema_is_shipped():
    assert sorted(path.stem for path in FOLDER.iterdir()) == NAMES


def test_an_unknown_schema_is_refused():
    with pytest.raises(spi.UnknownKey, match='unknown schema "plan"; known: agenda, cases'):
        schema("plan")


@pytest.mark.parametrize(
    "path",
    sorted(ROOT.glob("criteria/*/*/*.yaml")),
    ids=lambda p: f"{p.parent.parent.name}-{p.name}",
)
def test_every_shipped_criteria_file_keeps_to_its_schema(path):
    name = {"set": "criteria-set", "cases": "cases"}.get(path.stem, "field-of-action")

    assert problems(name, of_file(path)) == []


@pytest.mark.parametrize("demo", DEMOS)
def test_every_demo_keeps_to_the_schema(demo):
    assert problems("dossier", of_file(ROOT / f"docs/examples/{demo}/dossier.yaml")) == []


@pytest.mark.parametrize("demo", DEMOS)
def test_scores_and_reasons_keep_to_their_schemas(demo):
    dossier = spi.load_dossier(ROOT / f"docs/examples/{demo}/dossier.yaml")
    shown = disclose(spi.score(dossier, criteria_for(dossier)), "working-group")

    assert problems("scorecard", scorecard_plain(shown, spi.words())) == []
    assert problems("explanation", explanation_plain(shown.explain())) == []


def test_a_scorecard_without_an_entry_is_against_the_schema():
    dossier = spi.load_dossier(ROOT / "docs/examples/les-belleville/dossier.yaml")
    shown = disclose(spi.score(dossier, spi.load_criteria("alpine-figures")), "working-group")
    plain = scorecard_plain(shown, spi.words())
    del plain["coverage"]

    assert problems("scorecard", plain) == ["'coverage' is a required property"]


def test_findings_keep_to_their_schema(tmp_path):
    from spi.cli.commands import _checks_plain  # noqa: PLC0415 - what --json prints

    broken = tmp_path / "x.yaml"
    broken.write_text("area: {key: A b, name: 3}\n", encoding="utf-8")
    plain = _checks_plain([check(broken), check("alpine-figures")], spi.words("de"))

    assert problems("findings", plain) == []
    assert [one["code"] for one in plain["findings"]] == ["bad-key", "wrong-type"]
    json.dumps(plain)
