"""Loading criteria sets and dossiers, and bringing them together."""

from __future__ import annotations

import json

import pytest

import spi
from small import BELLEVILLE, DOSSIER, SET, a_file, a_folder, without
from spi.codec import to_plain
from spi.errors import InvalidDocument, UnknownKey
from spi.findings import Code
from spi.model.dossier import Dossier
from spi.usecases.checking import check
from spi.usecases.loading import criteria_for, open_dossier, open_dossier_bytes


def test_a_set_is_loaded_by_key_by_edition_from_a_folder_and_from_a_file(tmp_path):
    folder = a_folder(tmp_path)
    alone = a_file(tmp_path, SET, "alone.yaml")

    assert spi.load_criteria("alpine-figures") == spi.load_criteria("alpine-figures@2026")
    assert spi.load_criteria(folder) == spi.load_criteria(str(folder)) == spi.load_criteria(alone)
    assert spi.load_criteria(folder / "set.yaml").name == "my-region@2026"


def test_only_the_languages_asked_for_are_read():
    german = spi.load_criteria("alpine-figures", languages=["de-CH", "de", "en"])

    assert set(german.node("emp-poverty").label.texts) & {"de", "it", "fr", "sl"} == {"de"}


def test_a_key_that_nobody_has_is_unknown():
    with pytest.raises(spi.UnknownKey, match="known: alpine-figures@2026, alpine@2026"):
        spi.load_criteria("alpina")


def test_a_dossier_in_json_is_the_same_as_in_yaml(tmp_path):
    yaml = spi.load_dossier(BELLEVILLE)
    raw = json.dumps(to_plain(yaml))

    assert spi.load_dossier(a_file(tmp_path, raw, "dossier.json")) == yaml
    assert open_dossier_bytes(raw.encode()).dossier == yaml


def test_all_that_does_not_fit_is_told_at_once_with_its_place(tmp_path):
    path = a_file(tmp_path, DOSSIER.replace("hou-rent", "hou-rant").replace("true", "maybe"))

    with pytest.raises(spi.InvalidDocument) as wrong:
        open_dossier(path).fitting(spi.load_criteria(a_folder(tmp_path)))

    lines = [(one.place.line, one.path[-1]) for one in wrong.value.findings]
    assert lines == [(7, "hou-rant"), (8, "hea-doctor")]


def test_the_set_asked_for_comes_before_the_one_that_is_named(tmp_path):
    dossier = spi.load_dossier(BELLEVILLE)

    assert criteria_for(dossier).key == "alpine-figures"
    assert criteria_for(dossier, a_folder(tmp_path)).key == "my-region"


def test_a_dossier_that_names_no_set_needs_one(tmp_path):
    dossier = spi.load_dossier(a_file(tmp_path, without(DOSSIER, "criteria")))

    with pytest.raises(spi.InvalidInput, match="criteria: found none"):
        criteria_for(dossier)


# --- a dossier is data: it leads to no file -------------------------------------------------------


@pytest.mark.parametrize("named", ["/etc/hostname", "../secret", "./secret", "secret.yaml"])
def test_a_dossier_leads_to_no_file(tmp_path, monkeypatch, named):
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("secret.yaml").write_text("a secret", "utf-8")

    opened = open_dossier_bytes(json.dumps({"criteria": named}).encode())

    assert [one.code for one in opened.findings(None)] == [Code.BAD_EDITION]
    with pytest.raises(InvalidDocument):
        opened.criteria()
    with pytest.raises(UnknownKey):
        criteria_for(Dossier(criteria=named))


def test_a_folder_named_like_the_set_of_a_dossier_is_not_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("alpine").mkdir()

    assert criteria_for(Dossier(criteria="alpine"), languages=()).name == "alpine@2026"


@pytest.mark.parametrize("name", ["set.yaml", "cases.yaml"])
def test_a_link_out_of_a_folder_is_not_followed(tmp_path, name):
    secret = tmp_path / "secret"
    secret.write_text("a secret", "utf-8")
    folder = a_folder(tmp_path)
    folder.joinpath(name).unlink(missing_ok=True)
    try:
        folder.joinpath(name).symlink_to(secret)
    except OSError:
        pytest.skip("this system makes no links")

    found = check(folder).findings

    assert [one.code for one in found] == [Code.FILE_OUTSIDE]
    assert "a secret" not in str(found)


MANY = """\
criteria: alpine-figures@2026
area: {key: x, name: X}
sources: {a: {title: 5}}
assessment:
  answers:
    emp-povrty: 5
    hou-benefit: 1600
    emp-poverty: {value: 5, source: a, period: 20x}
  ratings:
    - {member: m, together: 4}
    - {member: n, steps: {nope: 3}}
plan:
  measures:
    - {key: A!}
    - {key: b, effects: [{indicator: nix, target_points: 500}, {indicator: nax, target_points: 50}]}
members: [{area: {key: y}}, {area: {key: z, name: Z}, assessment: {answers: {nnn: 4}}}]
"""


def test_what_is_broken_in_a_dossier_hides_nothing_else(tmp_path):
    opened = open_dossier(a_file(tmp_path, MANY))

    found = opened.findings(opened.criteria())

    assert [(one.place.line, one.code.value) for one in found] == [
        (3, "wrong-type"), (6, "unknown-key"), (7, "answer-outside-limits"), (8, "bad-period"),
        (10, "not-together"), (11, "unknown-key"), (14, "bad-key"), (15, "unknown-key"),
        (15, "out-of-range"), (15, "unknown-key"), (16, "missing-entry"), (16, "unknown-key"),
    ]  # fmt: skip


EFFECTS = """\
criteria: alpine-figures@2026
plan:
  measures:
    - key: m
      effects:
        - {indicator: nix, target_points: high}
        - {indicator: nax}
        - {indicator: nux, target_points: 3, target_answer: 4}
"""


def test_what_is_missing_hides_nothing_of_what_is_around_it(tmp_path):
    opened = open_dossier(a_file(tmp_path, EFFECTS))

    found = opened.findings(opened.criteria())

    assert [(one.place.line, one.code.value) for one in found] == [
        (6, "unknown-key"), (6, "wrong-type"), (7, "not-together"), (7, "unknown-key"),
        (8, "not-together"), (8, "unknown-key"),
    ]  # fmt: skip


TWICE = """\
{"criteria": "alpine-figures@2026", "cycle": true, "cycle": "2",
 "area": {"key": "x", "key": "y", "name": "X"},
 "assessment": {"answers": {"nope": 1}}}
"""


@pytest.mark.parametrize("ending", ["json", "yaml"])
def test_an_entry_given_twice_hides_nothing_else(tmp_path, ending):
    path = tmp_path / f"x.{ending}"
    path.write_text(TWICE)
    opened = open_dossier(path)

    found = opened.findings(opened.criteria())

    assert [(str(one.place).rpartition("/")[2], one.code.value) for one in found] == [
        (f"x.{ending}:1:46", "wrong-type"), (f"x.{ending}:1:52", "duplicate-entry"),
        (f"x.{ending}:2:23", "duplicate-entry"), (f"x.{ending}:3:29", "unknown-key"),
    ]  # fmt: skip


def test_the_number_of_an_earlier_item_is_that_in_the_file(tmp_path):
    text = "people: [{key: a!}, {key: b}, {key: c}, {key: b}]\n"

    found = open_dossier(a_file(tmp_path, text)).findings(None)

    assert [one.arguments.get("first") for one in found] == [None, "number 2"]


def test_a_linked_folder_of_translations_is_not_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = a_folder(tmp_path)
    try:
        folder.joinpath("locale").symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no links")

    assert [one.code for one in check(folder).findings] == [Code.FILE_OUTSIDE]


def test_what_does_not_fit_a_set_has_its_place_where_the_set_is_given(tmp_path):
    path = a_file(tmp_path, "criteria: alpine-figures\nassessment:\n  answers: {emp-povrty: 5}\n")

    with pytest.raises(InvalidDocument, match=r"3:13, assessment\.answers\.emp-povrty: "):
        spi.load_dossier(path, spi.load_criteria("alpine-figures"))
    assert spi.load_dossier(path).assessment.answers["emp-povrty"].value == 5


def test_beside_another_set_nothing_is_said_that_only_follows(tmp_path):
    opened = open_dossier(
        a_file(tmp_path, "criteria: alpine\nassessment: {answers: {adm-channels: [paper]}}\n")
    )

    found = opened.findings(spi.load_criteria("alpine-figures"))

    assert [one.code for one in found] == [Code.CRITERIA_MISMATCH]
