"""Text in one or several languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from spi.model import marks

SOURCE = ""
"""Stands for the source language of the document that the text belongs to."""


@frozen
class LocalText:
    """One text, in each language it has been written in.

    Attributes:
        texts: Language code to text; the empty code is the document's source language.

    >>> LocalText({"": "Housing", "de": "Wohnen"}).in_(["de-CH", "de"])
    'Wohnen'
    """

    texts: Mapping[str, str] = marks.text()

    @classmethod
    def of(cls, text: str, language: str = SOURCE) -> LocalText:
        """Make a text of one language."""
        return cls({language: text})

    def in_(self, languages: Iterable[str], *, source: str = SOURCE) -> str:
        """Return the text in the first of *languages* that it has, else its source text.

        Args:
            languages: Language codes, the most wanted first; may be empty.
            source: The language code of the source text.
        """
        for language in languages:
            if language in self.texts:
                return self.texts[language]
            if language == source and SOURCE in self.texts:
                return self.texts[SOURCE]
        for last in (SOURCE, source):
            if last in self.texts:
                return self.texts[last]
        return next(iter(self.texts.values()), "")

    def has(self, language: str, *, source: str = SOURCE) -> bool:
        """Say whether the text exists in exactly this language."""
        return language in self.texts or (language == source and SOURCE in self.texts)

    @property
    def source_text(self) -> str:
        """The text as first written."""
        return self.in_(())

    def with_text(self, language: str, text: str) -> LocalText:
        """Return a copy that also has *text* in *language*."""
        return evolve(self, texts={**self.texts, language: text})

    def __str__(self) -> str:
        """Return the source text."""
        return self.source_text
