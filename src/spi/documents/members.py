"""An area beside its members in a scorecard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spi.analysis.members import SideBySide
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
from spi.scoring.nodes import NodeScore


def members_table(view: View, beside: SideBySide) -> Iterator[Node]:
    """Give a row for the whole and for each member."""
    yield Heading(text=view.words.text("doc.members.heading"), anchor="members")
    fields = view.fields
    note = view.words.text("doc.members.note")
    shown = view.shown.members(beside.members)
    yield Table(
        caption=view.words.text("doc.members.caption"),
        columns=(
            Column(label=view.words.text("table.municipality")),
            *(Column(label=_column(view, one), is_number=True) for one in fields),
        ),
        rows=(
            _row(view, view.words.text("doc.series.valley"), view.shown.beside(beside.whole)),
            *(
                _row(view, view.wording.area(one.dossier), nodes)
                for one, nodes in zip(beside.members, shown, strict=True)
            ),
        ),
        note=f"{note} {view.words.text('doc.members.withheld')}",
    )


def _column(view: View, node: Topic | Indicator) -> str:
    number = view.wording.number_of(node)
    return f"{number} {view.wording.short(node)}" if number else view.wording.short(node)


def _row(view: View, name: str, nodes: Mapping[str, NodeScore]) -> tuple[Cell, ...]:
    cells = [Cell(text=name)]
    for one in view.fields:
        found = nodes[one.key]
        text = DASH if found.score is None else view.wording.points(found.score)
        tone = Tone.OPEN if found.score is None else view.wording.tone(found.level)
        cells.append(Cell(text=text, number=found.score, tone=tone))
    return tuple(cells)
