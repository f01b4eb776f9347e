"""The codebook of a criteria set, in a format."""

from __future__ import annotations

from spi.documents.codebook import codebook_document
from spi.errors import UnknownKey
from spi.language import Words
from spi.model.criteria_set import CriteriaSet

FORMATS = ("html", "fragment", "markdown")


def codebook(criteria: CriteriaSet, words: Words, format: str = "markdown") -> str:  # noqa: A002 - the word that users look for
    """Return every indicator of a set with its question, scale and sources.

    Args:
        criteria: The set.
        words: The language to write in.
        format: html, fragment or markdown.

    Raises:
        UnknownKey: No such format.
    """
    if format not in FORMATS:
        raise UnknownKey("format", format, FORMATS)
    document = codebook_document(criteria, words)
    if format == "markdown":
        from spi.reports.markdown import markdown

        return markdown(document)
    from spi.reports import html

    text = html.page(document) if format == "html" else html.fragment(document)
    return text.rstrip("\n") + "\n"
