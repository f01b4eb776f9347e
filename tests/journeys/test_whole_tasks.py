"""Whole tasks, from file to page, with the program as people start it."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs/examples"


def spi(*words, folder, stdin=None):
    """Run the program in a folder; give what it prints."""
    answer = subprocess.run(
        [sys.executable, "-m", "spi", *words],
        cwd=folder, capture_output=True, encoding="utf-8", input=stdin, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


@pytest.fixture
def belleville(tmp_path):
    folder = tmp_path / "Les Belleville – été"
    shutil.copytree(EXAMPLES / "les-belleville", folder)
    return folder


def test_published_figures_become_a_profile_and_a_page(belleville):
    told = spi("score", "dossier.yaml", folder=belleville)
    spi("report", "dossier.yaml", "-o", "profil.html", "-l", "fr", folder=belleville)
    page = (belleville / "profil.html").read_text("utf-8")

    assert "Les Belleville" in told
    assert "67.0" in told
    assert page.startswith("<!DOCTYPE html>")
    assert 'lang="fr"' in page
    assert "Fort besoin d’agir" in page


def test_a_dossier_travels_as_json_through_standard_input(belleville):
    plain = spi("report", "dossier.yaml", "-f", "json", folder=belleville)
    from_yaml = json.loads(spi("score", "dossier.yaml", "--json", folder=belleville))
    dossier = json.dumps(
        {
            "criteria": "alpine-figures@2026",
            "area": {"key": "x", "name": "X", "attributes": {"population": 900}},
            "assessment": {"answers": {"emp-poverty": 12}},
        }
    )
    from_json = json.loads(spi("score", "-", "--json", folder=belleville, stdin=dossier))

    assert json.loads(plain) == from_yaml
    assert from_json["nodes"]["emp-poverty"]["status"] == "scored"
    assert from_json["nodes"]["hea-gp"]["status"] == "unanswered"


def test_a_region_scores_with_a_folder_of_its_own(tmp_path):
    edition = tmp_path / "our-valley" / "2026"
    edition.mkdir(parents=True)
    (edition / "set.yaml").write_text(
        'key: our-valley\nedition: "2026"\nlabel: Our valley\nfields: [care.yaml]\n', "utf-8"
    )
    (edition / "care.yaml").write_text(
        "key: care\nlabel: Care\nindicators:\n"
        "  - key: car-beds\n    label: Places in care homes\n"
        "    answer: {type: ratio, per: 100, numerator: places, denominator: residents of 75+}\n"
        "    scale: {type: linear, worst: 0, best: 20}\n",
        "utf-8",
    )
    spi("check", "our-valley", folder=tmp_path)
    spi(
        "new", "dossier", "-c", "our-valley", "--name", "Oberdorf", "--cycle", "2026",
        "-o", "oberdorf.yaml", folder=tmp_path,
    )  # fmt: skip
    file = tmp_path / "oberdorf.yaml"
    begun = file.read_text("utf-8")
    empty = "#car-beds: {value: {numerator: , denominator: }, period: , source: }"
    assert empty in begun
    file.write_text(
        begun.replace(empty, "car-beds: {value: {numerator: 30, denominator: 200}}"), "utf-8"
    )

    told = json.loads(spi("score", "oberdorf.yaml", "-c", "our-valley", "--json", folder=tmp_path))
    why = json.loads(
        spi("explain", "oberdorf.yaml", "car-beds", "-c", "our-valley", "--json", folder=tmp_path)
    )

    assert (told["score"], told["bounds"], told["level"]) == (75, [75, 75], "low-need")
    assert (why["value"], why["points"], why["basis"]) == (15, 75, "rule")


def test_all_communes_of_savoie_are_scored_with_a_script(tmp_path):
    target = tmp_path / "savoie.csv"
    answer = subprocess.run(
        [sys.executable, EXAMPLES / "savoie/score_savoie.py", target],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert answer.returncode == 0, answer.stderr
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 273
    assert {"73257"} <= {row["code"] for row in rows}


def test_a_valley_stands_beside_its_communes(tmp_path):
    shutil.copytree(EXAMPLES / "brianconnais", tmp_path / "b")
    page = spi("report", "dossier.yaml", "-f", "markdown", folder=tmp_path / "b")

    assert "5.99%" in page
    assert "confidential in 12 of 13 members" in page
    assert "none in 7 of 13 members" in page
    assert "Villard-Saint-Pancrace" in page or "Villar-Saint-Pancrace" in page
