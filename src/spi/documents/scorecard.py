"""The scorecard as a document: what a council reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spi.analysis.members import SideBySide
from spi.disclosure import Disclosed
from spi.documents.appendix import appendix
from spi.documents.guiding import guiding_questions
from spi.documents.head import draft_note, invented_note, title_block
from spi.documents.indicators import field_section, statistics_section
from spi.documents.judgement import judgement
from spi.documents.members import members_table
from spi.documents.nodes import Document, Heading, Node
from spi.documents.overview import overview
from spi.documents.rankings import answer_first, levers, needs
from spi.documents.view import View
from spi.language import Words


def scorecard_document(
    shown: Disclosed,
    words: Words,
    *,
    members: SideBySide | None = None,
    created: date | None = None,
) -> Document:
    """Return the scorecard of one area as a document.

    Args:
        shown: The scores as the audience may see them.
        words: The language to write in.
        members: The area beside its members, if it has any.
        created: The day it is made, if it is to be stated.
    """
    view = View(shown, words)
    return Document(
        title=f"{view.area_name} – {words.text('doc.scorecard.title')}",
        language=words.code,
        kind="scorecard",
        nodes=tuple(_nodes(view, members, created)),
    )


def _nodes(view: View, members: SideBySide | None, created: date | None) -> Iterator[Node]:
    yield title_block(view, created)
    yield from invented_note(view)
    yield from draft_note(view.words, view.criteria)
    yield from overview(view)
    yield from guiding_questions(view)
    yield from needs(view)
    yield from levers(view)
    yield from answer_first(view)
    yield from judgement(view)
    if members:
        yield from members_table(view, members)
    yield Heading(text=view.words.text("section.fields"), anchor="fields")
    for one in view.fields:
        yield from field_section(view.shown, view.wording, one)
    yield from statistics_section(view.shown, view.wording)
    yield from appendix(view.shown, view.wording)
