"""What this library raises on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from spi.findings import Finding, errors_among
from spi.phrases import Phrase, phrase, short, suggestion

_MOST_LISTED = 12


class SpiError(Exception):
    """Everything that this library raises on purpose."""

    @property
    def said(self) -> str:
        """The message; a `Phrase` where it can be put into another language."""
        first = self.args[0] if self.args else ""
        return first if isinstance(first, Phrase) else str(self)


class InvalidInput(SpiError, ValueError):
    """A call that cannot be right."""


class UnknownKey(SpiError, LookupError):
    """A key that nothing has; ``.kind`` ``.key`` ``.known`` say which."""

    def __init__(self, kind: str, key: str, known: Iterable[str] = ()) -> None:
        """Remember what was looked for and what there is."""
        self.kind, self.key, self.known = kind, key, tuple(sorted(known))
        listed = ", ".join(self.known[:_MOST_LISTED]) + (
            ", …" if len(self.known) > _MOST_LISTED else ""
        )
        said = phrase('unknown %(kind)s "%(key)s"', kind=Phrase(kind), key=short(key))
        if listed:
            said = phrase("%(said)s; known: %(known)s", said=said, known=listed)
        hint = suggestion(key, self.known)
        super().__init__(phrase("%(said)s%(hint)s", said=said, hint=hint) if hint else said)


class InvalidDocument(SpiError, ValueError):
    """Data that cannot be right; ``.findings`` has all problems, in file order."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep the findings; the message lists them all."""
        self.findings = tuple(findings)
        super().__init__("\n".join(str(one) for one in self.findings))


class NotReleased(SpiError):
    """Something is asked for the public before the municipality has decided to release it."""


E = TypeVar("E", bound=StrEnum)


def one_of(kind: type[E], value: str, name: str) -> E:
    """Return the member of an enumeration that a word names.

    Raises:
        UnknownKey: It names none; says which there are.
    """
    try:
        return kind(value)
    except ValueError:
        raise UnknownKey(name, str(value), [one.value for one in kind]) from None


def raise_if_any(findings: Iterable[Finding]) -> None:
    """Raise all errors among *findings* at once.

    Raises:
        InvalidDocument: There is at least one error.
    """
    wrong = errors_among(findings)
    if wrong:
        raise InvalidDocument(wrong)
