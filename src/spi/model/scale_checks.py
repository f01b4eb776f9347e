"""Whether a scale makes sense, and fits the answer it reads."""

from __future__ import annotations

import math
from collections.abc import Iterator

from spi.findings import Code, Finding, Severity, finding
from spi.model.answers import (
    Asks,
    AsksChoice,
    AsksChoices,
    AsksNumber,
    AsksProgress,
    AsksRatio,
    AsksYesNo,
    DerivedGap,
    DerivedRatio,
)
from spi.model.criteria_set import Direction, Indicator
from spi.model.scales import (
    SCALES,
    Curve,
    Linear,
    Log,
    Options,
    Progress,
    RatingSteps,
    Scale,
    Steps,
)
from spi.phrases import Phrase, phrase

NUMERIC = (Linear, Log, Curve, Steps, RatingSteps)
NUMBERS = (AsksNumber, AsksRatio, DerivedRatio, DerivedGap)


def check_scale(leaf: Indicator) -> Iterator[Finding]:
    """Give everything that is wrong with an indicator's scale; paths begin at the indicator."""
    if leaf.scale is None:
        return
    found = [one.below("scale") for one in _parameters(leaf.scale)]
    yield from found
    yield from _fits(leaf.scale, leaf.answer)
    if not found:
        yield from _reaches(leaf.scale, leaf.answer)
        yield from _direction(leaf)


def _degenerate(*path: str | int, found: object, expected: Phrase) -> Finding:
    return finding(Code.SCALE_DEGENERATE, *path, found=found, expected=expected)


def _parameters(scale: Scale) -> Iterator[Finding]:
    match scale:
        case Linear() | Log() if scale.worst == scale.best:
            yield _degenerate("best", found=scale.best, expected=phrase("a number unlike worst"))
        case Log() if math.log(scale.worst) == math.log(scale.best):
            yield _degenerate("best", found=scale.best, expected=phrase("a number unlike worst"))
        case Curve():
            yield from _curve(scale)
        case Steps():
            yield from _steps(scale)
        case Options() if not scale.points:
            yield _degenerate(
                "points", found=phrase("no options"), expected=phrase("at least one option")
            )


def _curve(scale: Curve) -> Iterator[Finding]:
    if len(scale.knots) < 2:  # noqa: PLR2004 - a line needs two ends
        yield _degenerate("knots", found=len(scale.knots), expected=phrase("at least two knots"))
    for i, (one, other) in enumerate(zip(scale.knots, scale.knots[1:], strict=False), start=1):
        if other.at <= one.at:
            yield _degenerate(
                "knots",
                i,
                "at",
                found=other.at,
                expected=phrase("a number above %(limit)s", limit=f"{one.at:g}"),
            )


def _steps(scale: Steps) -> Iterator[Finding]:
    if not scale.edges:
        yield _degenerate("edges", found=phrase("no edges"), expected=phrase("at least one edge"))
    elif len(scale.points) != len(scale.edges) + 1:
        count = len(scale.edges) + 1
        yield _degenerate(
            "points",
            found=phrase("%(n)s numbers", n=len(scale.points)),
            expected=phrase("%(n)s numbers", n=count),
        )
    for i, (one, other) in enumerate(zip(scale.edges, scale.edges[1:], strict=False), start=1):
        if other <= one:
            yield _degenerate(
                "edges",
                i,
                found=other,
                expected=phrase("a number above %(limit)s", limit=f"{one:g}"),
            )


def _fits(scale: Scale, asks: Asks | None) -> Iterator[Finding]:
    name = next((word for word, kind in SCALES.items() if type(scale) is kind), "scale")
    if asks is None:
        yield finding(Code.MISSING_ENTRY, found=phrase("a scale without an answer"), entry="answer")
    elif isinstance(scale, NUMERIC) and not isinstance(asks, NUMBERS):
        yield _unfit(name, phrase("a number or ratio"))
    elif isinstance(scale, Progress) and not isinstance(asks, AsksProgress):
        yield _unfit(name, phrase("progress"))
    elif isinstance(scale, Options):
        yield from _options(scale, asks)


def _unfit(name: str, expected: Phrase) -> Finding:
    return finding(
        Code.SCALE_DOES_NOT_FIT,
        "scale",
        found=phrase("the scale %(name)s", name=name),
        expected=expected,
    )


def _options(scale: Options, asks: Asks) -> Iterator[Finding]:
    if isinstance(asks, AsksYesNo):
        known = {"yes", "no"}
    elif isinstance(asks, AsksChoice | AsksChoices):
        known = {option.key for option in asks.options}
    else:
        yield _unfit("options", phrase("yes or no, one choice, several choices"))
        return
    for option in sorted(set(scale.points) - known):
        yield finding(
            Code.UNKNOWN_OPTION, "scale", "points", option,
            found=option, known=", ".join(sorted(known)), suggestion="",
        )  # fmt: skip
    for option in sorted(known - set(scale.points)):
        yield finding(
            Code.MISSING_ENTRY, "scale", "points", found=phrase("no such entry"), entry=option
        )


def _reaches(scale: Scale, asks: Asks | None) -> Iterator[Finding]:
    low, high = reach_of(scale, several=isinstance(asks, AsksChoices))
    if low > 0 or high < 100:  # noqa: PLR2004 - the ends of every scale
        yield finding(
            Code.SCALE_NOT_FULL, "scale",
            found=phrase("points from %(low)s to %(high)s", low=f"{low:g}", high=f"{high:g}"), severity=Severity.WARNING,
        )  # fmt: skip


def reach_of(scale: Scale, *, several: bool = False) -> tuple[float, float]:
    """Return the lowest and highest points that a scale can give (0 to 100)."""
    match scale:
        case Curve():
            points = [knot.points for knot in scale.knots]
        case Steps():
            points = list(scale.points)
        case Options() if several:
            points = [0.0, min(100.0, sum(scale.points.values()))]
        case Options():
            points = [min(100.0, one) for one in scale.points.values()]
        case _:
            points = [0.0, 100.0]
    return min(points), max(points)


def direction_of(scale: Scale | None) -> Direction | None:
    """Return the direction that a scale implies; ``None`` where there is none to speak of."""
    match scale:
        case Linear() | Log():
            return Direction.HIGHER if scale.best > scale.worst else Direction.LOWER
        case Curve():
            return _trend([knot.points for knot in scale.knots])
        case Steps():
            return _trend(list(scale.points))
        case RatingSteps() | Progress():
            return Direction.HIGHER
    return None


def _trend(points: list[float]) -> Direction:
    if points == sorted(points):
        return Direction.HIGHER
    return Direction.LOWER if points == sorted(points, reverse=True) else Direction.MIDDLE


def _direction(leaf: Indicator) -> Iterator[Finding]:
    implied = direction_of(leaf.scale)
    if leaf.direction and implied and not leaf.is_context and leaf.direction is not implied:
        yield finding(
            Code.DIRECTION_CONTRADICTS,
            "direction",
            found=leaf.direction.value,
            expected=implied.value,
        )
