"""Sheets for a working group: the ballot before rating, the agenda after it."""

from __future__ import annotations

from spi.analysis.agenda import agenda
from spi.codec.listings import AgendaRecord, ItemRecord
from spi.codec.records import Plain, record_to_plain, same_fields
from spi.disclosure import Disclosed
from spi.documents.agenda import MOST, agenda_document
from spi.documents.ballot import ballot_document
from spi.documents.nodes import Document
from spi.errors import UnknownKey
from spi.language import Words
from spi.model.criteria_set import CriteriaSet

FORMATS = ("html", "fragment", "markdown")


def ballot(criteria: CriteriaSet, words: Words, form: str = "html") -> str:
    """Return the sheet on which one member rates.

    Args:
        criteria: The set; a selection gives a shorter sheet.
        words: The language to write in.
        form: html, fragment or markdown.

    Raises:
        UnknownKey: No such format.
    """
    return in_format(ballot_document(criteria, words), form)


def agenda_sheet(shown: Disclosed, words: Words, form: str = "html", *, most: int = MOST) -> str:
    """Return what the group discusses first.

    Args:
        shown: The scores as the audience may see them.
        words: The language to write in.
        form: html, fragment or markdown.
        most: How many items to discuss.

    Raises:
        UnknownKey: No such format.
    """
    return in_format(agenda_document(shown, words, most=most), form)


def agenda_plain(shown: Disclosed) -> Plain:
    """Return all rated indicators as plain data, what to discuss first first."""
    card = shown.card
    items = agenda(card.nodes, card.criteria)
    area = card.dossier.area
    plain: Plain = record_to_plain(
        AgendaRecord(
            area=area.key if area else None,
            is_invented=area is not None and area.is_invented,
            cycle=card.dossier.cycle,
            criteria=card.criteria.name,
            items=tuple(same_fields(one, ItemRecord) for one in items),
        )
    )
    return plain


def in_format(document: Document, form: str) -> str:
    """Write a document as html, fragment or markdown.

    Raises:
        UnknownKey: No such format.
    """
    if form not in FORMATS:
        raise UnknownKey("format", form, FORMATS)
    if form == "markdown":
        from spi.reports.markdown import markdown

        return markdown(document)
    from spi.reports import html

    text = html.page(document) if form == "html" else html.fragment(document)
    return text.rstrip("\n") + "\n"
