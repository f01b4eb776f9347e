"""Takes out of a text what no page may hold: control characters, and marks that turn the reading."""

from __future__ import annotations

import re
import unicodedata

_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls; tab and line ends stay
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates: they reorder what stands around
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of characters, and no characters at all
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)


def clean(text: str) -> str:
    r"""Return the text without characters that are wrong in a page, and normalised (NFC).

    >>> clean("Les\x00 Belle\u202eville")
    'Les Belleville'
    """
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def one_line(text: str) -> str:
    r"""Return the clean text with every run of white space as one space.

    >>> one_line(" two \n lines ")
    'two lines'
    """
    return " ".join(clean(text).split())
