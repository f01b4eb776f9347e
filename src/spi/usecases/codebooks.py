"""The codebook of a criteria set, in a format."""

from __future__ import annotations

from spi.documents.codebook import codebook_document
from spi.language import Words
from spi.model.criteria_set import CriteriaSet
from spi.usecases.sheets import in_format


def codebook(criteria: CriteriaSet, words: Words, format: str = "markdown") -> str:  # noqa: A002 - the word that users look for
    """Return every indicator of a set with its question, scale and sources.

    Args:
        criteria: The set.
        words: The language to write in.
        format: html, fragment or markdown.

    Raises:
        UnknownKey: No such format.
    """
    return in_format(codebook_document(criteria, words), format)
