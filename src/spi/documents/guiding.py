"""The two guiding questions: how people see the place, and what there is for those who arrive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spi.analysis.arrival import Arrival, Provision, arrival
from spi.analysis.views import SeenBy, seen_by
from spi.documents.charts import views_chart
from spi.documents.judgement import sign_of
from spi.documents.nodes import Cell, Column, Heading, Node, Paragraph, Table, Tone
from spi.documents.view import View
from spi.documents.wording import DASH

MOST_APART = 5
_TONES = {Provision.MISSING: Tone.HIGH, Provision.OPEN: Tone.OPEN}


def guiding_questions(view: View) -> Iterator[Node]:
    """Give both questions, as far as the set asks them."""
    there = arrival(view.card.nodes, view.criteria)
    if not view.criteria.views and there is None:
        return
    yield Heading(text=view.words.text("section.guiding"), anchor="guiding")
    if view.criteria.views:
        yield from _views(view)
    if there is not None:
        yield from _arrival(view, there)


# --- how people see the place ----------------------------------------------------------------------


def _views(view: View) -> Iterator[Node]:
    groups = view.criteria.views
    names = [view.wording.group(one) for one in groups]
    seen = seen_by(view.card.nodes, view.criteria, groups)
    yield Heading(
        text=view.words.text("doc.views.heading", groups=view.words.listed(names)),
        level=2, anchor="views",
    )  # fmt: skip
    fields = {one.key: seen[one.key] for one in view.fields if one.key in seen}
    if not fields:
        least = view.words.number(view.shown.policy.least)
        yield Paragraph(text=view.words.text("doc.views.none", least=least))
        return
    if len(fields) > 2:  # noqa: PLR2004 - fewer make no picture
        yield views_chart(view.shown, view.wording, view.fields, names, fields)
    yield _by_field(view, names, fields)
    yield from _furthest_apart(view, names, seen)


def _by_field(view: View, names: list[str], fields: Mapping[str, SeenBy]) -> Table:
    words = view.words
    return Table(
        caption=words.text("doc.views.caption"),
        columns=(
            Column(label=words.text("table.field")),
            *(Column(label=name, is_number=True) for name in names),
            Column(label=words.text("doc.views.difference"), is_number=True),
            Column(label=words.text("doc.views.questions"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(text=view.wording.name(one), anchor=f"field-{one.key}"),
                *_seen(view, fields.get(one.key), len(names)),
            )
            for one in view.fields
        ),
        note=words.text("doc.views.note", least=words.number(view.shown.policy.least)),
    )


def _seen(view: View, seen: SeenBy | None, count: int) -> Iterator[Cell]:
    if seen is None:
        yield from (Cell(text=DASH) for _ in range(count + 2))
        return
    yield from (Cell(text=view.wording.points(one), number=one) for one in seen.points)
    yield _difference(view, seen)
    yield Cell(text=view.words.number(seen.questions), number=seen.questions)


def _difference(view: View, seen: SeenBy) -> Cell:
    text = f"{sign_of(seen.difference)}{view.words.score(abs(seen.difference))}"
    return Cell(text=text, number=seen.difference)


def _furthest_apart(view: View, names: list[str], seen: Mapping[str, SeenBy]) -> Iterator[Table]:
    leaves = [
        (key, one)
        for key, one in seen.items()
        if view.card.nodes[key].leaf is not None and one.difference
    ]
    leaves.sort(key=lambda one: -abs(one[1].difference))
    if not leaves:
        return
    yield Table(
        caption=view.words.text("doc.views.apart"),
        columns=(
            Column(label=view.words.text("table.indicator")),
            *(Column(label=name, is_number=True) for name in names),
            Column(label=view.words.text("doc.views.difference"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(text=view.wording.name(view.criteria.node(key)), anchor=f"indicator-{key}"),
                *(Cell(text=view.wording.points(point), number=point) for point in one.points),
                _difference(view, one),
            )
            for key, one in leaves[:MOST_APART]
        ),
    )


# --- what there is for those who arrive ------------------------------------------------------------


def _arrival(view: View, there: Arrival) -> Iterator[Node]:
    words = view.words
    stages = {one.key: view.wording.text(one.label) or one.key for one in view.criteria.stages}
    yield Heading(text=words.text("doc.arrival.heading"), level=2, anchor="arrival")
    yield Table(
        caption=words.text("doc.arrival.caption"),
        columns=(
            Column(label=words.text("doc.arrival.kind")),
            *(Column(label=stages[one]) for one in there.stages),
        ),
        rows=tuple(
            (
                Cell(text=view.wording.group(kind)),
                *(_cell(view, there, kind, stage) for stage in there.stages),
            )
            for kind in there.kinds
        ),
        note=words.text("doc.arrival.note"),
    )
    order = list(Provision)
    rows = sorted(there.services.items(), key=lambda one: order.index(one[1]), reverse=True)
    yield Table(
        caption=words.text("doc.arrival.services"),
        columns=(
            *(
                Column(label=words.text(f"doc.arrival.{name}"))
                for name in ("service", "for", "when", "state")
            ),
            Column(label=words.text("doc.arrival.points"), is_number=True),
        ),
        rows=tuple(_service(view, key, provision, stages) for key, provision in rows),
    )


def _cell(view: View, there: Arrival, kind: str, stage: str) -> Cell:
    counts = {one: there.count(kind, stage, one) for one in Provision}
    told = [
        f"{view.words.number(count)}\N{NO-BREAK SPACE}{view.words.text(f'provided.{one.value}')}"
        for one, count in counts.items()
        if count
    ]
    return Cell(text=" · ".join(told) or DASH, tone=None if told else Tone.OPEN)


def _service(
    view: View, key: str, provision: Provision, stages: Mapping[str, str]
) -> tuple[Cell, ...]:
    leaf = view.criteria.indicator(key)
    scored = view.card.nodes[key].leaf
    points = scored.rule_points if scored else None
    groups = [view.wording.group(one) for one in leaf.target_groups]
    return (
        Cell(text=view.wording.name(leaf), anchor=f"indicator-{key}"),
        Cell(text=view.words.listed(groups) or view.words.text("doc.arrival.everybody")),
        Cell(text=view.words.listed([stages[one] for one in leaf.stages])),
        Cell(text=view.words.text(f"provided.{provision.value}"), tone=_TONES.get(provision)),
        Cell(text=DASH if points is None else view.wording.points(points), number=points),
    )
