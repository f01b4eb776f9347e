"""What stands out in a scorecard: needs for action, levers, what to answer first."""

from __future__ import annotations

from collections.abc import Iterator

from spi.disclosure import Disclosed
from spi.documents.nodes import (
    Cell,
    Column,
    Heading,
    Node,
    Table,
    Tone,
)
from spi.documents.view import View
from spi.documents.wording import DASH
from spi.model.criteria_set import Indicator, Topic

MOST_LEVERS = 8


def open_first(shown: Disclosed) -> list[tuple[str, float]]:
    """Return open indicators with their open width, what to answer first first.

    Where a field stays not assessable whatever one answer says, the width is 0; then the weight
    that it will have decides.
    """
    nodes = shown.card.nodes
    return sorted(
        shown.open_widths().items(), key=lambda one: (-one[1], -nodes[one[0]].effective_weight)
    )


def needs(view: View) -> Iterator[Node]:
    """Rank the fields, the greatest need for action first."""
    ranked = sorted(view.scored, key=lambda one: (view.score_of(one).score or 0.0, one.key))
    others = [one for one in view.fields if one not in ranked]
    yield Heading(text=view.words.text("section.needs"), anchor="needs")
    columns = ("field", "score", "level", "range", "coverage")
    numbers = {"score", "coverage"}
    yield Table(
        caption=view.words.text("doc.needs.caption"),
        columns=tuple(
            Column(label=view.words.text(f"table.{name}"), is_number=name in numbers)
            for name in columns
        ),
        rows=tuple(_need_row(view, one) for one in (*ranked, *others)),
        note=view.words.text("doc.needs.note"),
    )


def _need_row(view: View, node: Topic | Indicator) -> tuple[Cell, ...]:
    found = view.score_of(node)
    score, level = DASH, view.wording.state(found, is_withheld=view.shown.is_withheld(found.key))
    tone: Tone | None = Tone.OPEN
    if found.score is not None:
        score, level = view.wording.points(found.score), view.wording.standing(found.standing)
        tone = view.wording.tone(found.level)
    low, high = found.range or (None, None)
    number = view.wording.number_of(node)
    label = f"{number} {view.wording.name(node)}" if number else view.wording.name(node)
    return (
        Cell(text=label, anchor=f"field-{node.key}"),
        Cell(text=score, number=found.score),
        Cell(text=level, tone=tone),
        Cell(
            text=view.wording.range(found.range) if found.range else DASH,
            number=found.score,
            low=low,
            high=high,
        ),
        Cell(text=view.words.percent(found.coverage), number=found.coverage),
    )


def levers(view: View) -> Iterator[Node]:
    """List what would raise the whole most."""
    gains = [(key, gain) for key, gain in view.shown.potentials().items() if gain > 0]
    if not gains:
        return
    yield Heading(text=view.words.text("section.levers"), anchor="levers")
    yield Table(
        caption=view.words.text("doc.levers.caption"),
        columns=(
            Column(label=view.words.text("table.indicator")),
            Column(label=view.words.text("table.field")),
            Column(label=view.words.text("table.score"), is_number=True),
            Column(label=view.words.text("doc.levers.gain"), is_number=True),
        ),
        rows=tuple(_lever_row(view, key, gain) for key, gain in gains[:MOST_LEVERS]),
        note=view.words.text("doc.levers.note"),
    )


def _lever_row(view: View, key: str, gain: float) -> tuple[Cell, ...]:
    found = view.card.nodes[key]
    score = view.wording.points(found.score) if found.score is not None else DASH
    return (
        Cell(text=view.wording.name(view.criteria.node(key)), anchor=f"indicator-{key}"),
        Cell(text=view.field_name(key)),
        Cell(text=score, number=found.score, tone=view.wording.tone(found.level)),
        Cell(text=f"+{view.words.score(gain)}", number=gain),
    )


def answer_first(view: View) -> Iterator[Node]:
    """List open questions, what decides most first."""
    widths = open_first(view.shown)
    if not widths:
        return
    yield Heading(text=view.words.text("doc.answers-first"), anchor="open")
    yield Table(
        caption=view.words.text("doc.answers-first.caption"),
        columns=(
            Column(label=view.words.text("table.indicator")),
            Column(label=view.words.text("table.field")),
            Column(label=view.words.text("doc.answers-first.why")),
            Column(label=view.words.text("doc.answers-first.width"), is_number=True),
        ),
        rows=tuple(_open_row(view, key, width) for key, width in widths[:MOST_LEVERS]),
        note=view.words.text("doc.answers-first.note"),
    )


def _open_row(view: View, key: str, width: float) -> tuple[Cell, ...]:
    leaf = view.card.nodes[key].leaf
    return (
        Cell(text=view.wording.name(view.criteria.node(key))),
        Cell(text=view.field_name(key), anchor=f"field-{view.field_of(key)}"),
        Cell(text=view.wording.absence(leaf.absence if leaf else None)),
        Cell(text=view.words.score(width) if width else DASH, number=width or None),
    )
