"""Scales as data: how an answer earns points (computed in `spi.scoring.scales`)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen

from spi.model import marks
from spi.model.period import Period
from spi.model.text import LocalText


class Evidence(StrEnum):
    """What the limits of a scale rest on."""

    SOURCE = "source"
    DATA = "data"
    JUDGEMENT = "judgement"


@frozen(kw_only=True)
class Fitted:
    """The reference group that a scale was computed from."""

    group: LocalText = marks.text()
    period: Period | None = marks.part(None)
    units: int = marks.number(at_least=1, doc="number of units")
    estimator: LocalText = marks.text(doc="how, for example: 5th and 95th percentile, linear")
    source: str | None = marks.key(default=None)


@frozen(kw_only=True)
class Scale:
    """What every scale may say about itself."""

    reason: LocalText | None = marks.text(default=None)
    evidence: Evidence | None = marks.part(None)
    sources: tuple[str, ...] = marks.keys()
    fitted: Fitted | None = marks.part(None)


@frozen(kw_only=True)
class Linear(Scale):
    """A straight line from *worst* (0 points) to *best* (100 points), in the answer's unit."""

    worst: float = marks.number()
    best: float = marks.number()


@frozen(kw_only=True)
class Log(Scale):
    """A straight line on the logarithm of the answer."""

    worst: float = marks.number(above=0)
    best: float = marks.number(above=0)


@frozen(kw_only=True)
class Knot:
    """One corner of a curve."""

    at: float = marks.number()
    points: float = marks.number(at_least=0, at_most=100)


@frozen(kw_only=True)
class Curve(Scale):
    """Straight lines between knots, flat outside."""

    knots: tuple[Knot, ...] = marks.parts()


@frozen(kw_only=True)
class Steps(Scale):
    """Bands between n edges with n + 1 points; an edge belongs to the band above."""

    edges: tuple[float, ...] = marks.number()
    points: tuple[float, ...] = marks.number(at_least=0, at_most=100)


@frozen(kw_only=True)
class Options(Scale):
    """Points for each option (``yes`` and ``no`` for a yes/no question)."""

    points: Mapping[str, float] = marks.table(doc="option to points of at least 0")


@frozen(kw_only=True)
class Progress(Scale):
    """100 × the share that is done; the planned share counts in the planned score."""


@frozen(kw_only=True)
class RatingSteps(Scale):
    """A step from 1 to *steps* as points from 0 to 100."""

    steps: int = marks.number(default=5, at_least=2, at_most=100)


SCALES: dict[str, type[Scale]] = {
    "linear": Linear,
    "log": Log,
    "curve": Curve,
    "steps": Steps,
    "options": Options,
    "progress": Progress,
    "rating": RatingSteps,
}
