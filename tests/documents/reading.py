"""Reads a neutral document as tests need it: its texts, its anchors, its tables."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from attrs import evolve

import spi
from small import BELLEVILLE, BRIANCONNAIS
from spi.disclosure import Audience, disclose
from spi.documents.nodes import (
    Chart,
    Document,
    Heading,
    KeyFigures,
    Record,
    Table,
)
from spi.language import words
from spi.model.action_plan import ActionPlan, Effect, Measure
from spi.model.assessment import Member, RatingSheet, WorkingGroup
from spi.usecases.reporting import document_of

DEMOS = {"les-belleville": BELLEVILLE, "brianconnais": BRIANCONNAIS}
HIDDEN = frozenset({"anchor", "kind", "language", "legend"})
"""What nobody reads as text."""


def document(
    dossier: spi.Dossier | str,
    language: str = "en",
    audience: Audience | str = "working-group",
    criteria: spi.CriteriaSet | None = None,
    **asked,
) -> Document:
    """Make the scorecard document of a demo or a dossier."""
    if isinstance(dossier, str):
        dossier = spi.load_dossier(DEMOS[dossier])
    card = spi.score(dossier, criteria or spi.load_criteria("alpine-figures"), **asked)
    return document_of(disclose(card, audience), words(language))


def texts(thing: object, path: tuple = ()) -> Iterator[tuple[tuple, str]]:
    """Give every text that people read, each with its path."""
    if type(thing) is str:
        yield path, thing
    elif attrs.has(type(thing)):
        for field in attrs.fields(type(thing)):
            if field.name not in HIDDEN:
                yield from texts(getattr(thing, field.name), (*path, field.name))
    elif isinstance(thing, tuple):
        for i, one in enumerate(thing):
            yield from texts(one, (*path, i))


def of_kind(made: Document, kind: type) -> list:
    """Give all nodes of a kind."""
    return [node for node in made.nodes if isinstance(node, kind)]


def places(made: Document) -> list[str]:
    """Give the anchors that something can lead to."""
    return [
        node.anchor for node in made.nodes if isinstance(node, Heading | Record) and node.anchor
    ]


def links(made: Document) -> set[str]:
    """Give the anchors that something leads to."""
    cells = {cell.anchor for table in of_kind(made, Table) for row in table.rows for cell in row}
    axes = {one.anchor for chart in of_kind(made, Chart) for one in chart.categories}
    cards = {one.anchor for figures in of_kind(made, KeyFigures) for one in figures.items}
    return (cells | axes | cards) - {""}


def record(made: Document, key: str) -> Record:
    """Give the record of an indicator."""
    return next(one for one in of_kind(made, Record) if one.anchor == f"indicator-{key}")


def lines(made: Document, key: str) -> dict[str, str]:
    """Give the lines of the record of an indicator, by label."""
    return dict(record(made, key).lines)


def table_after(made: Document, anchor: str) -> Table:
    """Give the first table below a heading."""
    nodes = iter(made.nodes)
    next(one for one in nodes if isinstance(one, Heading) and one.anchor == anchor)
    return next(one for one in nodes if isinstance(one, Table))


def rows(table: Table) -> list[list[str]]:
    """Give the texts of a table."""
    return [[cell.text for cell in row] for row in table.rows]


def rated(raters: int = 7, groups: int = 2, *, criteria: spi.CriteriaSet) -> spi.Dossier:
    """Give the commune of the demo with ratings of every question, and a plan with one measure."""
    dossier = spi.load_dossier(BELLEVILLE)
    keys = [leaf.key for leaf in criteria.leaves() if leaf.rating]
    members = tuple(
        Member(key=f"mq{i}x", groups=(("administration", "new-residents")[i % groups],))
        for i in range(raters)
    )
    sheets = tuple(
        RatingSheet(member=one.key, steps={key: (i + j) % 5 + 1 for j, key in enumerate(keys)})
        for i, one in enumerate(members)
    )
    aim = Effect(indicator="adm-service-point", target_points=80)
    return evolve(
        dossier,
        plan=ActionPlan(measures=(Measure(key="service-point", effects=(aim,)),)),
        assessment=evolve(
            dossier.assessment, working_group=WorkingGroup(members=members), ratings=sheets
        ),
    )
