"""Words, numbers and dates as people in one place write them."""

from spi.language.words import Words, known_languages, words

__all__ = ["Words", "known_languages", "words"]
