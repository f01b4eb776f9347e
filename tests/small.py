"""A small region with its own criteria, as people would write it into files."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "docs/examples"
BELLEVILLE = EXAMPLES / "les-belleville/dossier.yaml"
MUSTERDORF = EXAMPLES / "musterdorf/dossier.yaml"
BRIANCONNAIS = EXAMPLES / "brianconnais/dossier.yaml"
LANGUAGES = ("en", "de", "it", "fr", "sl")

SET = """\
schema_version: 1
key: my-region
edition: 2026
source_language: en
languages: [de]
label: {source: My region, de: Meine Region}
description: {source: Two questions., de: Zwei Fragen.}
licence: CC-BY-4.0
valid_from: 2026-01-01
sources:
  own-count: {title: {source: Own count, de: Eigene Zählung}, year: 2025}
fields:
  - key: housing
    label: {source: Housing, de: Wohnen}
    number: 1
    indicators:
      - key: hou-rent
        label: {source: Rent, de: Miete}
        question: {source: How high is the rent?, de: Wie hoch ist die Miete?}
        kind: statistic
        answer: {type: number, unit: eur}
        scale:
          type: linear
          worst: 12
          best: 2
          evidence: judgement
          reason: {source: Agreed upon., de: So vereinbart.}
        direction: lower
        sources: [own-count]
  - key: health
    label: {source: Health, de: Gesundheit}
    number: 2
    indicators:
      - key: hea-doctor
        label: {source: A doctor, de: Arztpraxis}
        question: {source: Is there a doctor?, de: Gibt es eine Arztpraxis?}
        kind: service
        answer: yes-no
        scale:
          type: options
          points: {yes: 100, no: 0}
          evidence: judgement
          reason: {source: Agreed upon., de: So vereinbart.}
        direction: higher
units:
  - {key: eur, label: {source: €, de: €}}
"""

CASES = """\
- case: Rent in the middle.
  indicator: hou-rent
  answer: 7
  points: 50
  why: (12 - 7) / (12 - 2)
- case: One of two is open.
  field: health
  status: not-assessable
  why: nothing is known
"""

DOSSIER = """\
schema_version: 1
criteria: my-region@2026
cycle: 2026
area: {key: village, name: Village}
assessment:
  answers:
    hou-rent: {value: 7, period: 2025, source: own-count}
    hea-doctor: true
"""


def a_folder(where: Path, text: str = SET, cases: str = CASES) -> Path:
    """Write a criteria set into a folder, and give it."""
    folder = where / "my-region"
    folder.mkdir(parents=True)
    folder.joinpath("set.yaml").write_text(text, "utf-8")
    folder.joinpath("cases.yaml").write_text(cases, "utf-8")
    folder.joinpath("SOURCES.md").write_text("Own wording, own scales.\n", "utf-8")
    return folder


def a_file(where: Path, text: str = DOSSIER, name: str = "dossier.yaml") -> Path:
    """Write a dossier, and give its path."""
    path = where / name
    path.write_text(text, "utf-8")
    return path


def without(text: str, *entries: str) -> str:
    """Take entries of one line, and what is nested below them, out of a text."""
    for entry in entries:
        text, n = re.subn(rf"^( *){entry}:.*\n(?:\1 +.*\n)*", "", text, flags=re.MULTILINE)
        assert n, entry
    return text
