"""What a working group discusses first, as a document for the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spi.analysis.agenda import Item, agenda
from spi.disclosure import Disclosed
from spi.documents.head import draft_note, invented_note
from spi.documents.nodes import (
    Cell,
    Column,
    Document,
    Heading,
    Node,
    Paragraph,
    Record,
    Table,
    TitleBlock,
    Voice,
)
from spi.documents.view import View
from spi.documents.wording import DASH
from spi.language import Words

MOST = 12
"""So many are discussed in one meeting."""


def agenda_document(shown: Disclosed, words: Words, *, most: int = MOST) -> Document:
    """Return the list of what to discuss first, each item with its reasons.

    Args:
        shown: The scores as the audience may see them.
        words: The language to write in.
        most: How many items to discuss.
    """
    view = View(shown, words)
    title = words.text("doc.agenda.title")
    return Document(
        title=f"{view.area_name} – {title}",
        language=words.code,
        kind="agenda",
        nodes=tuple(_nodes(view, title, most)),
    )


def _nodes(view: View, title: str, most: int) -> Iterator[Node]:
    words = view.words
    yield TitleBlock(
        title=f"{view.area_name}: {title}",
        subtitle=words.text("doc.agenda.subtitle"),
        facts=tuple(_facts(view)),
    )
    yield from invented_note(view)
    yield from draft_note(view.words, view.criteria)
    items = agenda(view.card.nodes, view.criteria)
    if not items:
        yield Paragraph(text=words.text("doc.agenda.none"), voice=Voice.LEAD)
        return
    yield Paragraph(text=words.text("doc.agenda.lead"), voice=Voice.LEAD)
    yield _table(view, items[:most])
    yield Heading(text=words.text("doc.agenda.items"), anchor="items")
    for one in items[:most]:
        yield _record(view, one)


def _facts(view: View) -> Iterator[tuple[str, str]]:
    if view.card.dossier.cycle:
        yield view.words.text("doc.fact.cycle"), view.card.dossier.cycle
    yield view.words.text("doc.fact.criteria"), view.wording.name(view.criteria)
    if view.card.agreement:
        yield view.words.text("doc.agenda.raters"), view.words.number(view.card.agreement.raters)


def _table(view: View, items: Sequence[Item]) -> Table:
    words = view.words
    names = ("item", "panel", "facts-gap", "agreement", "groups", "cannot-say", "attention")
    return Table(
        caption=words.text("doc.agenda.caption"),
        columns=tuple(
            Column(label=words.text(f"doc.agenda.{name}"), is_number=name != "item")
            for name in names
        ),
        rows=tuple(_row(view, one) for one in items),
        note=words.text("doc.agenda.note"),
    )


def _row(view: View, item: Item) -> tuple[Cell, ...]:
    words = view.words
    agreement = None if item.agreement is None else round(item.agreement, 2)
    gap, apart = item.gap, item.largest_gap
    return (
        Cell(text=view.wording.name(view.criteria.node(item.key)), anchor=f"item-{item.key}"),
        Cell(text=view.wording.points(item.points), number=item.points),
        Cell(text=DASH if gap is None else words.score(gap), number=gap),
        Cell(text=DASH if agreement is None else words.number(agreement), number=agreement),
        Cell(text=DASH if apart is None else words.score(apart), number=apart),
        Cell(text=words.percent(item.cannot_say), number=item.cannot_say),
        Cell(text=words.number(round(100 * item.attention)), number=item.attention),
    )


def _record(view: View, item: Item) -> Record:
    leaf = view.criteria.indicator(item.key)
    panel = view.card.nodes[item.key].leaf
    groups = panel.panel.groups if panel and panel.panel else {}
    words = view.words
    seen = [f"{view.wording.rater_group(key)}: {words.score(one)}" for key, one in groups.items()]
    hints = leaf.rating.hints if leaf.rating else {}
    lines = [
        (words.text("doc.line.question"), view.wording.text(leaf.question)),
        (words.text("doc.agenda.by-group"), "; ".join(seen)),
        *((step, view.wording.text(text)) for step, text in sorted(hints.items())),
    ]
    return Record(
        title=view.wording.name(leaf),
        type=view.field_name(item.key),
        anchor=f"item-{item.key}",
        value=view.wording.points(item.points),
        position=item.points,
        lines=tuple((label, text) for label, text in lines if text),
    )
