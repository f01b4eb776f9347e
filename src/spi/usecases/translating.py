"""Begin or refresh the catalogue of one language."""

from __future__ import annotations

from spi.codec.listings import CatalogueRecord, MessageRecord
from spi.language.catalogue import Message, catalogue_text
from spi.language.words import written_properly
from spi.reading.criteria import CriteriaRead
from spi.reading.texts import texts_of


def catalogue_for(read: CriteriaRead, language: str) -> str:
    """Return the PO file of a language: every text of the set, with the translations there are.

    A translation of an earlier wording is kept and marked as fuzzy, so that it is not shown until
    somebody has looked at it.
    """
    code = written_properly(language)
    reviewed = any(one.language == code and one.is_reviewed for one in read.catalogues)
    return catalogue_text(code, _messages(read, code), is_reviewed=reviewed)


def catalogue_record(read: CriteriaRead, language: str) -> CatalogueRecord:
    """Return the same as a record for JSON."""
    code = written_properly(language)
    return CatalogueRecord(
        criteria=read.criteria.name,
        language=code,
        messages={
            key: MessageRecord(
                source=one.source, translation=one.translation or None, is_outdated=one.is_fuzzy
            )
            for key, one in _messages(read, code).items()
        },
    )


def _messages(read: CriteriaRead, code: str) -> dict[str, Message]:
    there = next((one for one in read.catalogues if one.language == code), None)
    old = there.messages if there else {}
    messages = {}
    for key, text in texts_of(read.plain):
        source = text.in_((), source=read.criteria.source_language)
        known = old.get(key)
        translation = text.texts.get(code) or (known.translation if known else "")
        changed = known is not None and bool(known.translation) and known.source != source
        messages[key] = Message(source, translation, changed or bool(known and known.is_fuzzy))
    return messages
