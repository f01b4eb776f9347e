"""Worked cases: an answer, what it earns, and why; written by experts, run by machines."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from spi.model import marks
from spi.model.answers import Answer
from spi.model.area import Attribute
from spi.model.assessment import Step


@frozen(kw_only=True)
class Case:
    """One worked case of a criteria set.

    Attributes:
        case: What it shows, in one sentence.
        indicator: Key of the indicator that *answer* and *ratings* belong to, or
        field: key of the field or topic that is looked at.
        ratings: One step from each member of a working group of that many.
        attributes: Of the area.
        points, score: What an indicator, or a field, earns: 0 to 100.
        status: Where there is no score.
        why: The sum, so that it can be redone by hand.
    """

    case: str = marks.text()
    indicator: str | None = marks.key(default=None)
    field: str | None = marks.key(default=None)
    answer: Answer | None = marks.part(None)
    answers: Mapping[str, Answer] = marks.mapping()
    ratings: tuple[Step, ...] = marks.parts()
    rated: Mapping[str, tuple[Step, ...]] = marks.mapping(doc="the same for several indicators")
    attributes: Mapping[str, Attribute] = marks.mapping()
    points: float | None = marks.number(default=None, at_least=0, at_most=100)
    score: float | None = marks.number(default=None, at_least=0, at_most=100)
    status: str | None = marks.key(default=None)
    why: str = marks.text()

    @property
    def key(self) -> str:
        """The node that is looked at; empty if none is named."""
        return self.indicator or self.field or ""
