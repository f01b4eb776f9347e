"""What people read about their data, in English first; a catalogue can translate it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Self


class Phrase(str):
    """A description in English that a catalogue can put into another language.

    Attributes:
        template: The sentence with ``%(name)s`` where values go.
        values: The values, as they stand in the sentence.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, str]

    def __new__(cls, template: str, **values: object) -> Self:
        """Fill the template."""
        words = {
            name: value if isinstance(value, Phrase) else str(value)
            for name, value in values.items()
        }
        made = super().__new__(cls, template % words if words else template)
        made.template, made.values = template, words
        return made


def phrase(template: str, **values: object) -> Phrase:
    """Make a description that can be translated: ``phrase("at least %(n)s", n=2)``."""
    return Phrase(template, **values)


def describe(value: Any) -> Phrase:  # noqa: ANN401 - it describes whatever somebody wrote
    """Say in words what a plain value is.

    >>> describe("12 %"), describe(None), describe(True), describe(1.5)
    ('the text "12 %"', 'nothing', 'the yes/no value true', 'the number 1.5')
    """
    match value:
        case None:
            return phrase("nothing")
        case bool():
            return phrase("the yes/no value %(value)s", value=str(value).lower())
        case int() if abs(value) >= _MOST_SHOWN:
            return phrase("a number of very many digits")
        case int() | float():
            is_plain = isinstance(value, float) and value.is_integer() and abs(value) < _MOST_SHOWN
            return phrase("the number %(value)s", value=short(int(value) if is_plain else value))
        case str():
            return phrase('the text "%(value)s"', value=short(value))
        case Mapping():
            return phrase("a mapping")
        case list() | tuple() | set() | frozenset():
            return phrase("a list")
    return phrase("something of type %(value)s", value=type(value).__name__)


_MOST_SHOWN = 10**60
_MOST_KNOWN = 2_000


def short(value: object, most: int = 60) -> str:
    """Write whatever stands there in one line of at most *most* letters."""
    try:
        text = str(value)
    except ValueError:  # an integer of thousands of digits
        return "…"
    text = printable(text[: most + 1])
    return text if len(text) <= most else text[: most - 1] + "…"


def printable(text: str) -> str:
    """Replace what moves the cursor or hides."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)


def suggestion(wrong: object, known: Iterable[str]) -> Phrase:
    """Return `` (did you mean: …?)`` for the nearest known word, or nothing.

    >>> suggestion("wieght", ["weight", "label"])
    ' (did you mean: weight?)'
    """
    words = sorted(known)
    few = words if len(words) <= _MOST_KNOWN else ()  # comparing with very many takes minutes
    near = get_close_matches(short(wrong), few, n=1, cutoff=0.6)
    return phrase(" (did you mean: %(near)s?)", near=near[0]) if near else phrase("")
