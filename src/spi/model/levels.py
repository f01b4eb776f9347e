"""Levels: ordered, named bands of the score, with conditions."""

from __future__ import annotations

from attrs import frozen

from spi.model import marks
from spi.model.text import LocalText


@frozen(kw_only=True)
class LevelCondition:
    """What else must hold for a level; exactly one of ``node``, ``lowest``, ``core_met``.

    Attributes:
        node: This node's score reaches ``at_least``.
        lowest: The j-th lowest scored part reaches ``at_least`` (the last, if there are fewer).
        core_met: This share of the core indicators that apply reaches ``met_at``.
        planned: Look at the planned scores.
    """

    node: str | None = marks.key(default=None)
    lowest: int | None = marks.number(default=None, at_least=1)
    at_least: float | None = marks.number(default=None, at_least=0, at_most=100)
    core_met: float | None = marks.number(default=None, at_least=0, at_most=1)
    met_at: float = marks.number(default=50.0, at_least=0, at_most=100)
    planned: bool = marks.part(False)


@frozen(kw_only=True)
class Level:
    """One band, from its floor up to the floor of the next."""

    key: str = marks.key()
    floor: float | None = marks.number(default=None, at_least=0, at_most=100)
    colour: str | None = marks.key(default=None, doc="a colour token, not a colour")
    label: LocalText | None = marks.text(default=None)
    short: LocalText | None = marks.text(default=None)
    conditions: tuple[LevelCondition, ...] = marks.parts()


NEED_FOR_ACTION: tuple[Level, ...] = (
    Level(
        key="high-need",
        floor=0.0,
        colour="high",
        label=LocalText.of("High need for action"),
        short=LocalText.of("high"),
    ),
    Level(
        key="medium-need",
        floor=40.0,
        colour="medium",
        label=LocalText.of("Medium need for action"),
        short=LocalText.of("medium"),
    ),
    Level(
        key="low-need",
        floor=70.0,
        colour="low",
        label=LocalText.of("Low need for action"),
        short=LocalText.of("low"),
    ),
)
"""The levels of a set that names none."""
