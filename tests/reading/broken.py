"""Broken documents, each with the place of its fault: ``▸`` stands before what is wrong."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from spi.codec import from_plain
from spi.errors import InvalidDocument
from spi.findings import Code, Finding
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier_checks import check_against
from spi.reading.criteria import read_criteria_fully
from spi.reading.dossiers import dossier_from
from spi.reading.guarded import read_yaml
from spi.reading.sources import parse_document

MARK = "▸"

ASKED = from_plain(
    read_yaml(
        b"""
key: asked
rater_groups: [{key: experts}]
sources: {census: {title: Census}}
fields:
  - key: homes
    topics:
      - key: rents
        indicators:
          - {key: rent, answer: {type: number, unit: percent, minimum: 0, maximum: 100}, scale: {type: linear, worst: 9, best: 1}}
    indicators:
      - {key: lift, answer: yes-no, scale: {type: options, points: {yes: 100, no: 0}}, always_applies: true}
      - {key: heat, answer: {type: choice, options: [gas, wood]}, scale: {type: options, points: {gas: 0, wood: 100}}}
      - {key: help, answer: {type: choices, options: [phone, visit]}, scale: {type: options, points: {phone: 40, visit: 60}}}
      - {key: plan, answer: progress, scale: progress}
      - {key: beds, answer: {type: ratio, per: 100, maximum: 50}, scale: {type: log, worst: 1, best: 10}}
      - {key: gap, answer: {type: derived-gap, group: rent, reference: beds}, scale: {type: linear, worst: 9, best: 1}}
      - {key: talk, answer: text, direction: neutral}
      - {key: mood, rating: {steps: 5}}
      - {key: step, answer: number, scale: {type: rating, steps: 4}}
""",
        "asked.yaml",
    ).data,
    CriteriaSet,
)
"""A criteria set with a question of every kind."""


@frozen
class Broken:
    """A document with one fault or more.

    Attributes:
        code: What should be found.
        kind: What it is: ``criteria`` or ``dossier``, one that must fit `ASKED`, or ``json``.
        text: What it holds, with `MARK` before the fault.
        path: Where the fault is, as people read it.
        beside: Other codes that are right, too.
    """

    code: Code
    kind: str
    text: str
    path: str = ""
    beside: frozenset[Code] = frozenset()

    @property
    def content(self) -> str:
        """The text without the mark."""
        return self.text.replace(MARK, "")

    @property
    def place(self) -> tuple[int, int] | None:
        """Line and column of the mark, from 1."""
        before, found, _ = self.text.partition(MARK)
        line = before.rpartition("\n")[2]
        return (before.count("\n") + 1, len(line) + 1) if found else None

    def findings(self, folder: Path) -> tuple[Finding, ...]:
        """Read it from a file, and return everything that is found."""
        path = folder / ("broken.json" if self.kind == "json" else "broken.yaml")
        path.write_text(self.content, "utf-8", newline="")
        return findings_of(self.kind, path)

    def __str__(self) -> str:
        return f"{self.code}, {self.path}"


def findings_of(kind: str, path: Path) -> tuple[Finding, ...]:
    """Read a file as what it should be, and return everything that is found."""
    try:
        if kind == "criteria":
            return read_criteria_fully(path).findings
        document = parse_document(path.read_bytes(), path.as_posix(), is_json=kind == "json")
        dossier = dossier_from(document)
        return tuple(document.located(check_against(dossier, ASKED)))
    except InvalidDocument as wrong:
        return wrong.findings
