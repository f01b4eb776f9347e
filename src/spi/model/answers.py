"""Answers: what a question asks for, what was found, and the four absences."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

from spi.model import marks
from spi.model.marks import Form, Personal
from spi.model.period import Period
from spi.model.text import LocalText

# --- what a question asks for ------------------------------------------------------------------


class Composing(StrEnum):
    """How the answers of members become one answer for an area made of them."""

    SUM = "sum"
    POINTS = "points"
    NEVER = "never"


@frozen(kw_only=True)
class Asks:
    """What every kind of question may say."""

    composing: Composing | None = marks.part(
        None, doc="points by default; ratios are composed of sums"
    )


@frozen(kw_only=True)
class AsksNumber(Asks):
    """A number with a unit, within optional limits."""

    unit: str | None = marks.text(default=None, form=Form.CODE)
    minimum: float | None = marks.number(default=None)
    maximum: float | None = marks.number(default=None)
    counts_persons: bool = marks.part(False, doc="small counts of persons are withheld")


@frozen(kw_only=True)
class AsksYesNo(Asks):
    """Yes or no."""


@frozen(kw_only=True)
class Option:
    """Something that can be chosen."""

    key: str = marks.key()
    label: LocalText | None = marks.text(default=None)


@frozen(kw_only=True)
class AsksChoice(Asks):
    """Exactly one option."""

    options: tuple[Option, ...] = marks.parts()


@frozen(kw_only=True)
class AsksChoices(Asks):
    """Any number of options; none is an answer too."""

    options: tuple[Option, ...] = marks.parts()


@frozen(kw_only=True)
class AsksProgress(Asks):
    """How much is done, planned and not done."""


@frozen(kw_only=True)
class AsksText(Asks):
    """Free text; never scored."""


@frozen(kw_only=True)
class AsksRatio(Asks):
    """Numerator and denominator, asked together; the answer is numerator ÷ denominator × per."""

    unit: str | None = marks.text(default=None, form=Form.CODE)
    per: float = marks.number(default=1.0, above=0)
    numerator: LocalText | None = marks.text(default=None, doc="what the numerator counts")
    denominator: LocalText | None = marks.text(default=None, doc="what the denominator counts")
    min_base: float | None = marks.number(default=None, at_least=0)
    minimum: float | None = marks.number(default=None)
    maximum: float | None = marks.number(default=None)
    counts_persons: bool = marks.part(False, doc="the numerator is a number of persons")


@frozen(kw_only=True)
class DerivedRatio(Asks):
    """The sum of some answers ÷ the sum of others × per; never answered itself."""

    numerator: tuple[str, ...] = marks.keys(doc="keys of number indicators")
    denominator: tuple[str, ...] = marks.keys(doc="keys of number indicators")
    per: float = marks.number(default=1.0, above=0)
    unit: str | None = marks.text(default=None, form=Form.CODE)
    min_base: float | None = marks.number(default=None, at_least=0)


class GapKind(StrEnum):
    """How a group is compared with its reference."""

    DIFFERENCE = "difference"
    QUOTIENT = "quotient"


@frozen(kw_only=True)
class DerivedGap(Asks):
    """How far a group is from its reference; never answered itself."""

    group: str = marks.key(doc="key of a number indicator")
    reference: str = marks.key(doc="key of a number indicator")
    kind: GapKind = marks.part(GapKind.DIFFERENCE)
    unit: str | None = marks.text(default=None, form=Form.CODE)
    min_base: float | None = marks.number(default=None, at_least=0)


ASKS: dict[str, type[Asks]] = {
    "number": AsksNumber,
    "yes-no": AsksYesNo,
    "choice": AsksChoice,
    "choices": AsksChoices,
    "progress": AsksProgress,
    "text": AsksText,
    "ratio": AsksRatio,
    "derived-ratio": DerivedRatio,
    "derived-gap": DerivedGap,
}


def inputs_of(asks: Asks | None) -> tuple[str, ...]:
    """Return the keys that a derived answer is computed from; none for one that is asked."""
    match asks:
        case DerivedRatio():
            return (*asks.numerator, *asks.denominator)
        case DerivedGap():
            return (asks.group, asks.reference)
    return ()


# --- the absences --------------------------------------------------------------------------------


@frozen
class Absence:
    """Why there is no answer; none is zero and none is ``None``."""

    reason: str | None = marks.text(default=None, personal=Personal.POSSIBLE)


@frozen
class Unanswered(Absence):
    """Nobody has answered yet, or too few have rated. Open."""


@frozen
class Suppressed(Absence):
    """The figure exists and is confidential. Open."""


@frozen
class NotApplicable(Absence):
    """The municipality says, with a reason, that it does not apply."""


@frozen
class Excluded(Absence):
    """A rule of the criteria set says that it does not apply here."""


ABSENCES: dict[str, type[Absence]] = {
    "unanswered": Unanswered,
    "suppressed": Suppressed,
    "not-applicable": NotApplicable,
    "excluded": Excluded,
}
PRECEDENCE: tuple[type[Absence], ...] = (Excluded, NotApplicable, Suppressed, Unanswered)
"""The first of these that occurs among the inputs is the state of a derived answer."""


def state_name(absence: Absence) -> str:
    """Return the word that files use for an absence."""
    return next(name for name, kind in ABSENCES.items() if type(absence) is kind)


# --- what was found --------------------------------------------------------------------------------


@frozen(kw_only=True)
class Split:
    """Shares done, planned and not done, which add up to 1."""

    done: float = marks.number(default=0.0, at_least=0, at_most=1)
    planned: float = marks.number(default=0.0, at_least=0, at_most=1)
    not_done: float = marks.number(default=0.0, at_least=0, at_most=1)


@frozen(kw_only=True)
class Fraction:
    """A numerator and a denominator, each in the unit that the question names."""

    numerator: float = marks.number()
    denominator: float = marks.number(at_least=0)


@frozen(kw_only=True)
class Points:
    """Points that were composed from members, not from an answer (0 to 100)."""

    points: float = marks.number(at_least=0, at_most=100)
    planned: float | None = marks.number(default=None, at_least=0, at_most=100)


Found = bool | float | str | tuple[str, ...] | Split | Fraction | Points
"""A fact: yes or no, a number, one option or a text, several options, a split, a fraction."""


class Provided(StrEnum):
    """Who runs a service, seen from the place that answers; it never changes a score."""

    HERE = "here"
    """The place itself, or somebody there."""
    SHARED = "shared"
    """Together with neighbours."""
    ELSEWHERE = "elsewhere"
    """Others, within reach."""


class Backing(StrEnum):
    """How well an answer is backed; it never changes a score."""

    NONE = "none"
    STATEMENT = "statement"
    DOCUMENT = "document"
    AUDITED = "audited"


@frozen(kw_only=True)
class Answer:
    """What was found, for which period, from which source; or why nothing is there."""

    value: Found | Absence = marks.text(personal=Personal.POSSIBLE)
    unit: str | None = marks.text(default=None, form=Form.CODE)
    period: Period | None = marks.part(None)
    source: str | None = marks.key(default=None)
    as_of: date | None = marks.part(None, doc="when it was entered")
    entered_by: str | None = marks.key(default=None, personal=Personal.YES, doc="key of a person")
    note: str | None = marks.text(default=None, personal=Personal.POSSIBLE)
    evidence: Backing = marks.part(Backing.NONE)
    provided: Provided | None = marks.part(None, doc="of a service: who runs it")

    @property
    def is_absent(self) -> bool:
        """Whether there is a reason instead of a fact."""
        return isinstance(self.value, Absence)
