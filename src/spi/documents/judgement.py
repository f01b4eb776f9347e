"""Facts beside judgement in a scorecard, and how far the raters agree."""

from __future__ import annotations

from collections.abc import Iterator

from spi.documents.nodes import (
    Cell,
    Column,
    Heading,
    Node,
    Paragraph,
    Table,
)
from spi.documents.view import View
from spi.model.criteria_set import Indicator, Topic

SMALLEST_GAP = 10
"""Points between facts and judgement, from which on the text speaks of a gap."""


def judgement(view: View) -> Iterator[Node]:
    """Give the gaps between facts and judgement, and the agreement."""
    gaps = [one for one in view.fields if view.score_of(one).gap is not None]
    if gaps:
        yield Heading(text=view.words.text("section.gap"), anchor="gap")
        yield Table(
            caption=view.words.text("doc.gap.caption"),
            columns=(
                Column(label=view.words.text("table.field")),
                Column(label=view.words.text("doc.gap.column"), is_number=True),
                Column(label=view.words.text("table.note")),
            ),
            rows=tuple(_gap_row(view, one) for one in gaps),
            note=view.words.text("doc.gap.note"),
        )
    agreement = view.card.agreement
    if agreement and agreement.alpha is not None and agreement.raters >= view.shown.policy.least:
        yield Heading(text=view.words.text("section.agreement"), anchor="agreement")
        alpha = view.words.number(round(agreement.alpha, 2))
        yield Paragraph(text=view.words.text("doc.agreement.alpha", alpha=alpha))


def sign_of(difference: float) -> str:
    """Return the sign of a difference as it is shown: none of what is rounded to 0."""
    shown = round(difference, 1)
    return "+" if shown > 0 else "−" if shown < 0 else ""


def _gap_row(view: View, node: Topic | Indicator) -> tuple[Cell, ...]:
    gap = view.score_of(node).gap or 0.0
    shown, sign = view.words.score(abs(gap)), sign_of(gap)
    word = "none" if abs(gap) < SMALLEST_GAP else "higher" if gap > 0 else "lower"
    values = {} if word == "none" else {"gap": shown}
    return (
        Cell(text=view.wording.name(node), anchor=f"field-{node.key}"),
        Cell(text=f"{sign}{shown}", number=gap),
        Cell(text=view.words.text(f"sentence.gap.{word}", **values)),
    )
