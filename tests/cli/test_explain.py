"""`spi explain`: how a score arose, for people and for programs."""

from __future__ import annotations

from math import fsum, isclose

import pytest

from small import BELLEVILLE, BRIANCONNAIS, LANGUAGES

PROMISED = {
    "key", "kind", "score", "basis", "answer", "source", "scale", "points", "ratings", "weight",
    "effective_weight", "loss", "contribution", "potential", "children", "left_out", "origin",
}  # fmt: skip


def every(reason: dict) -> list[dict]:
    return [reason, *(below for one in reason["children"] for below in every(one))]


@pytest.mark.parametrize("demo", [BELLEVILLE, BRIANCONNAIS])
def test_every_part_says_all_that_is_promised(spi, demo):
    whole = spi("explain", demo, "alpine-figures", "--json").json

    assert whole["schema_version"] == 1
    assert [one["key"] for one in every(whole) if PROMISED - one.keys()] == []
    assert len(every(whole)) == 73


def test_without_a_key_it_is_the_whole(spi):
    named, unnamed = (
        spi("explain", BELLEVILLE, *key, "--json").json for key in (["alpine-figures"], [])
    )

    assert named == unnamed


@pytest.mark.parametrize("demo", [BELLEVILLE, BRIANCONNAIS])
def test_losses_and_contributions_add_up(spi, demo):
    scored = [
        one
        for one in every(spi("explain", demo, "--json").json)
        if one["score"] is not None and one["children"]
    ]

    for one in scored:
        lost = fsum(part["loss"] or 0 for part in (*one["children"],))
        given = fsum(part["contribution"] or 0 for part in one["children"])
        assert isclose(lost, 100 - one["score"], abs_tol=1e-9)
        assert isclose(given, one["score"], abs_tol=1e-9)
    assert len(scored) == 7


def test_an_indicator_says_answer_source_scale_and_points(spi):
    plain = spi("explain", BELLEVILLE, "emp-unemployment", "--json").json

    assert plain["answer"]["value"] == {"numerator": 43, "denominator": 1992}
    assert plain["source"]["publisher"] == "INSEE"
    assert (plain["scale"]["type"], plain["scale"]["worst"]) == ("linear", 15.3)
    assert (plain["points"], plain["basis"]) == (100, "rule")
    assert plain["origin"] == "alpine-figures@2026"
    assert plain["children"] == []


def test_what_is_left_out_says_why(spi):
    plain = spi("explain", BELLEVILLE, "health-care", "--json").json

    left_out = {one["key"]: one for one in plain["left_out"]}
    assert left_out["hea-midwife"]["status"] == "excluded"
    assert left_out["hea-midwife"]["reason"].startswith("Not expected in a municipality")


def test_numbers_are_written_as_in_the_scorecard(spi):
    node = spi("score", BELLEVILLE, "--json").json["nodes"]["employment"]
    reason = spi("explain", BELLEVILLE, "employment", "--json")

    shared = node.keys() & reason.json.keys()
    assert {key: reason.json[key] for key in shared} == {key: node[key] for key in shared}
    assert '"weight": 1,' in reason.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_read_it_in_their_language(spi, language):
    said = spi("explain", BELLEVILLE, "employment", "-l", language)

    assert (said.code, said.err) == (0, "")
    assert "[emp-unemployment]" in said.out
    assert ("How the points arise" in said.out) == (language == "en")


def test_an_unknown_key_is_answered_with_the_nearest(spi):
    said = spi("explain", BELLEVILLE, "emp-povrety")

    assert (said.code, said.out) == (2, "")
    assert 'unknown node "emp-povrety"' in said.err
    assert "did you mean: emp-poverty?" in said.err
