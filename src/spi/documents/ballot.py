"""The sheet on which one member of the working group rates, to be printed."""

from __future__ import annotations

from collections.abc import Iterator

from spi.documents.head import draft_note
from spi.documents.nodes import Document, Heading, Node, Paragraph, Record, TitleBlock
from spi.documents.wording import Wording
from spi.language import Words
from spi.model.criteria_set import CriteriaSet, Indicator, Topic

BOX = "☐"


def ballot_document(criteria: CriteriaSet, words: Words) -> Document:
    """Return the rating sheet of a criteria set: what is rated, with its hints, and boxes to tick."""
    wording = Wording(words, criteria)
    title = words.text("doc.ballot.title")
    return Document(
        title=f"{wording.name(criteria)} – {title}",
        language=words.code,
        kind="ballot",
        nodes=tuple(_nodes(wording, title)),
    )


def _nodes(wording: Wording, title: str) -> Iterator[Node]:
    words = wording.words
    blank = "_" * 24
    yield TitleBlock(
        title=title,
        subtitle=wording.name(wording.criteria),
        facts=(
            (words.text("doc.ballot.municipality"), blank),
            (words.text("doc.ballot.code"), blank),
            (words.text("doc.ballot.date"), blank),
        ),
    )
    yield from draft_note(words, wording.criteria)
    yield Paragraph(text=words.text("doc.ballot.how"))
    for node in wording.criteria.children:
        yield from _rated(wording, node, 1)


def _rated(wording: Wording, node: Topic | Indicator, level: int) -> Iterator[Node]:
    if isinstance(node, Indicator):
        if node.rating and not node.is_context:
            yield _record(wording, node)
        return
    below = [one for child in node.children for one in _rated(wording, child, level + 1)]
    if below:
        number = wording.number_of(node)
        yield Heading(
            text=wording.name(node), level=level, anchor=f"field-{node.key}", number=number
        )
        yield from below


def _record(wording: Wording, leaf: Indicator) -> Record:
    words, rating = wording.words, leaf.rating
    steps = rating.steps if rating else 0
    boxes = [f"{BOX}\N{NO-BREAK SPACE}{words.number(step)}" for step in range(1, steps + 1)]
    boxes.append(f"{BOX}\N{NO-BREAK SPACE}{words.text('rating.none')}")
    hints = sorted(rating.hints.items()) if rating else []
    return Record(
        title=wording.text(leaf.question) or wording.name(leaf),
        type=wording.name(leaf),
        anchor=f"indicator-{leaf.key}",
        lines=(
            *((step, wording.text(text)) for step, text in hints),
            (words.text("doc.ballot.tick"), "   ".join(boxes)),
        ),
    )
