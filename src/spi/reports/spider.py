"""Draws a spider: numbered axes, one outline for each series, a gap where nothing is known."""

from __future__ import annotations

from math import cos, pi, sin

from attrs import frozen

from spi.documents.nodes import Chart, Tone
from spi.reports.scale import Row, on_scale, rows, zones

SIZE = 360
"""Width and height of the picture."""

CENTRE = SIZE / 2
RIM = 134.0
"""Radius of 100."""

NUMBER_AT = RIM + 32
LONGEST_TEXT = 22
"""Longer texts do not fit along an axis; the legend has them."""

LEAST_AXES = 3


@frozen
class Point:
    """A place in the picture."""

    x: float
    y: float


@frozen(kw_only=True)
class Ring:
    """A circle of equal value with its text."""

    radius: float
    text: str
    label: Point


@frozen
class Disc:
    """A level, as the circle that reaches its upper end; the lower levels are drawn over it."""

    radius: float
    tone: Tone


@frozen(kw_only=True)
class Axis:
    """One axis; *is_open* where no series has a value, *text* then says why.

    Attributes:
        turn: Degrees that make the text run along the axis, upright.
        is_left: Whether the text then begins at the rim, and does not end there.
    """

    number: str
    rim: Point
    label: Point
    is_open: bool
    text: str
    start: Point
    turn: float
    is_left: bool


@frozen(kw_only=True)
class Shape:
    """One series.

    Attributes:
        line: Path through all values; it breaks at an axis without one.
        area: Path of the triangles between neighbouring values.
        marks: Places of its values.
    """

    look: int
    line: str
    area: str
    marks: tuple[Point, ...]


@frozen(kw_only=True)
class Spider:
    """The whole picture, from back to front."""

    discs: tuple[Disc, ...]
    rings: tuple[Ring, ...]
    axes: tuple[Axis, ...]
    shapes: tuple[Shape, ...]


def spider(chart: Chart) -> Spider:
    """Draw a chart of at least three categories."""
    lines = rows(chart)
    count = len(lines)
    between = _angle(_clear(lines) + 0.5, count)
    discs = [Disc(zone.high / 100 * RIM, zone.tone) for zone in zones(chart.bands)]
    return Spider(
        discs=tuple(reversed(discs)),
        rings=tuple(_ring(value, text, between) for value, text in chart.ticks if value > 0),
        axes=tuple(_axis(row, _angle(at, count)) for at, row in enumerate(lines)),
        shapes=tuple(_shape(lines, number) for number in range(len(chart.series))),
    )


def _angle(at: float, count: int) -> float:
    """Angle of an axis; the first points upward, the others follow clockwise."""
    return 2 * pi * at / count - pi / 2


def _point(radius: float, angle: float) -> Point:
    return Point(CENTRE + radius * cos(angle), CENTRE + radius * sin(angle))


def _clear(lines: tuple[Row, ...]) -> int:
    """Choose the axis after which the texts of the rings stand: not beside the text of an axis."""
    count = len(lines)
    around = (at % count for at in range(count - 1, 2 * count - 1))
    open_ = [row.is_open for row in lines]
    return next((at for at in around if not (open_[at] or open_[(at + 1) % count])), count - 1)


def _ring(value: float, text: str, angle: float) -> Ring:
    radius = (on_scale(value) or 0.0) / 100 * RIM
    return Ring(radius=radius, text=text, label=_point(radius, angle))


def _axis(row: Row, angle: float) -> Axis:
    text = next((spot.text for spot in row.spots if spot.text), "") if row.is_open else ""
    degrees = angle * 180 / pi
    is_left = cos(angle) < 0
    return Axis(
        number=row.category.number,
        rim=_point(RIM, angle),
        label=_point(NUMBER_AT, angle),
        is_open=row.is_open,
        text=text if len(text) <= LONGEST_TEXT else "",
        start=_point(RIM - 5, angle),
        turn=degrees + 180 if is_left else degrees,
        is_left=is_left,
    )


def _shape(lines: tuple[Row, ...], number: int) -> Shape:
    count = len(lines)
    spots = [row.spots[number] for row in lines]
    points = [
        None if spot.at is None else _point(spot.at / 100 * RIM, _angle(at, count))
        for at, spot in enumerate(spots)
    ]
    return Shape(
        look=spots[0].look,
        line=_line(points),
        area=_area(points),
        marks=tuple(point for point in points if point),
    )


def _pairs(points: list[Point | None]) -> list[tuple[Point, Point]]:
    """Return the neighbours that both have a value, around the circle."""
    following = [*points[1:], *points[:1]]
    return [(one, two) for one, two in zip(points, following, strict=True) if one and two]


def _line(points: list[Point | None]) -> str:
    if all(points):
        return "M" + "L".join(f"{point.x:.2f} {point.y:.2f}" for point in points if point) + "Z"
    return "".join(
        f"M{one.x:.2f} {one.y:.2f}L{two.x:.2f} {two.y:.2f}" for one, two in _pairs(points)
    )


def _area(points: list[Point | None]) -> str:
    return "".join(
        f"M{CENTRE:.2f} {CENTRE:.2f}L{one.x:.2f} {one.y:.2f}L{two.x:.2f} {two.y:.2f}Z"
        for one, two in _pairs(points)
    )
