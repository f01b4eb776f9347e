"""What a community does: measures and their expected effects."""

from __future__ import annotations

from attrs import frozen

from spi.errors import InvalidInput
from spi.model import marks
from spi.model.answers import Answer
from spi.model.text import LocalText


@frozen(kw_only=True)
class Effect:
    """What a measure is expected to change about one indicator.

    Attributes:
        indicator: Its key.
        target_points: Points from 0 to 100; absent where an answer is given.
        target_answer: The answer that is aimed at, put through the scale.
    """

    indicator: str = marks.key()
    target_points: float | None = marks.number(default=None, at_least=0, at_most=100)
    target_answer: Answer | None = marks.part(None)

    def __attrs_post_init__(self) -> None:
        """Refuse an effect that says nothing, or two things."""
        if (self.target_points is None) == (self.target_answer is None):
            msg = "Effect: found both or neither, expected exactly one of target_points, target_answer"
            raise InvalidInput(msg)


@frozen(kw_only=True)
class Measure:
    """Something the community does."""

    key: str = marks.key()
    label: LocalText | None = marks.text(default=None, personal=marks.Personal.POSSIBLE)
    effects: tuple[Effect, ...] = marks.parts()


@frozen(kw_only=True)
class ActionPlan:
    """All measures of one cycle."""

    measures: tuple[Measure, ...] = marks.parts()
