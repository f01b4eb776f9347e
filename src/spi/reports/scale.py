"""The scale from 0 to 100 that every picture is drawn on, and what stands on it."""

from __future__ import annotations

from math import isfinite

from attrs import frozen

from spi.documents.nodes import Band, Category, Chart, Mark, Tone

LOOKS = 6
"""So many series look different; further ones begin again."""

NO_MARK = Mark(value=None, text="")


@frozen
class Zone:
    """A level as a piece of the scale."""

    low: float
    high: float
    tone: Tone


@frozen
class Spot:
    """A value and its possible range on the scale; parts that are not known are None.

    Attributes:
        look: From 1 to `LOOKS`: colour, line and shape of its series; 0 if it has none.
        shift: Distance from the middle of the line, so that spots do not hide each other.
    """

    at: float | None
    low: float | None
    high: float | None
    look: int = 0
    shift: float = 0.0
    text: str = ""


@frozen(kw_only=True)
class Row:
    """One category of a chart with its spot in each series."""

    category: Category
    spots: tuple[Spot, ...]

    @property
    def is_open(self) -> bool:
        """Whether no series has a value here."""
        return all(spot.at is None for spot in self.spots)


def on_scale(value: float | None) -> float | None:
    """Return the value as a place from 0 to 100, or None if there is none."""
    if value is None or not isfinite(value):
        return None
    return min(100.0, max(0.0, value))


def spot(at: float | None, low: float | None = None, high: float | None = None) -> Spot:
    """Return the spot of one value; a range has two ends, in order, or is none."""
    start, end = on_scale(low), on_scale(high)
    if start is None or end is None:
        start = end = None
    elif start > end:
        start, end = end, start
    return Spot(on_scale(at), start, end)


def look(series: int) -> int:
    """Return the look of the series at this place."""
    return series % LOOKS + 1


def rows(chart: Chart, *, spread: float = 0.0) -> tuple[Row, ...]:
    """Return one row for each category of a chart.

    Args:
        chart: A series with too few marks has none for the last categories.
        spread: Height over which the spots of one row are shifted apart.
    """
    return tuple(
        Row(category=category, spots=_spots(chart, at, spread))
        for at, category in enumerate(chart.categories)
    )


def _spots(chart: Chart, at: int, spread: float) -> tuple[Spot, ...]:
    count = len(chart.series)
    step = spread / (count - 1) if count > 1 else 0.0
    found = []
    for number, series in enumerate(chart.series):
        mark = series.marks[at] if at < len(series.marks) else NO_MARK
        plain = spot(mark.value, mark.low, mark.high)
        shift = (number - (count - 1) / 2) * step
        found.append(Spot(plain.at, plain.low, plain.high, look(number), shift, mark.text))
    return tuple(found)


def zones(bands: tuple[Band, ...]) -> tuple[Zone, ...]:
    """Return the levels as pieces of the scale, from the lowest upward."""
    ordered = sorted(bands, key=lambda band: band.floor)
    floors = [on_scale(band.floor) or 0.0 for band in ordered]
    ends = [*floors[1:], 100.0]
    return tuple(
        Zone(low, high, band.tone)
        for band, low, high in zip(ordered, floors, ends, strict=False)
        if low < high
    )


def band_of(chart: Chart, tone: Tone | None) -> Band | None:
    """Return the level of a chart that has this colour."""
    return next((band for band in chart.bands if band.tone == tone), None)
