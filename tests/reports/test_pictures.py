"""Where things stand in the pictures."""

from __future__ import annotations

from math import dist, hypot, inf, nan

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from reports.samples import scorecard
from spi.documents.nodes import Band, Category, Chart, ChartKind, Mark, Series, Tone
from spi.language import words
from spi.reports.chart_data import data_table
from spi.reports.html import page
from spi.reports.scale import LOOKS, look, on_scale, rows, spot, zones
from spi.reports.spider import CENTRE, RIM, SIZE, spider


def chart(*series, kind=ChartKind.SPIDER, **more):
    count = max(len(marks) for marks in series)
    return Chart(
        kind=kind,
        caption="Scores",
        alternative="Three scores",
        categories=tuple(
            Category(label=f"Field {at}", short=f"F{at}", number=str(at))
            for at in range(1, count + 1)
        ),
        series=tuple(
            Series(
                name=f"s{at}",
                marks=tuple(Mark(value=value, text=str(value or "unknown")) for value in marks),
            )
            for at, marks in enumerate(series)
        ),
        **more,
    )


def radius(point):
    return hypot(point.x - CENTRE, point.y - CENTRE)


@pytest.mark.parametrize(
    ("value", "place"),
    [(0, 0), (62.5, 62.5), (-3, 0), (120, 100), (None, None), (nan, None), (inf, None)],
)
def test_a_value_has_a_place_on_the_scale_or_none(value, place):
    assert on_scale(value) == place


def test_a_range_has_two_ends_in_order_or_is_none():
    assert (spot(50, 70, 30).low, spot(50, 70, 30).high) == (30, 70)
    assert (spot(50, None, 30).low, spot(50, None, 30).high) == (None, None)


def test_levels_are_pieces_of_the_scale_that_follow_each_other():
    bands = (
        Band(label="low", floor=70, tone=Tone.LOW),
        Band(label="high", floor=0, tone=Tone.HIGH),
        Band(label="medium", floor=40, tone=Tone.MEDIUM),
    )

    assert [(one.low, one.high) for one in zones(bands)] == [(0, 40), (40, 70), (70, 100)]


def test_a_value_stands_as_far_out_as_it_is_high():
    (shape,) = spider(chart((0, 50, 100))).shapes

    assert [radius(point) for point in shape.marks] == pytest.approx([0, RIM / 2, RIM])


def test_a_whole_outline_is_closed():
    (shape,) = spider(chart((20, 50, 80))).shapes

    assert shape.line.endswith("Z")
    assert shape.line.count("M") == 1


def test_an_outline_has_a_gap_where_nothing_is_known():
    (shape,) = spider(chart((20, None, 80, 50))).shapes
    centre = f"{CENTRE:.2f} {CENTRE:.2f}"

    assert len(shape.marks) == 3
    assert centre not in shape.line
    assert shape.line.count("M") == 2
    assert "Z" not in shape.line


def test_a_value_between_two_gaps_is_a_mark_without_a_line():
    (shape,) = spider(chart((20, None, 80, None))).shapes

    assert (shape.line, len(shape.marks)) == ("", 2)


def test_an_axis_that_nobody_has_a_value_for_says_why():
    axes = spider(chart((20, None, 80), (None, None, 50))).axes

    assert [axis.is_open for axis in axes] == [False, True, False]
    assert [axis.text for axis in axes] == ["", "unknown", ""]


def test_a_series_without_a_value_has_no_mark_there():
    first, second = spider(chart((20, None, 80), (None, None, 50))).shapes

    assert (len(first.marks), len(second.marks)) == (2, 1)


values = st.none() | st.floats(0, 100)


@given(st.lists(st.tuples(values, values), min_size=3, max_size=16))
def test_everything_stands_inside_the_picture_and_apart(pairs):
    first, second = zip(*pairs, strict=True)
    picture = spider(chart(first, second))
    points = [point for shape in picture.shapes for point in shape.marks]
    points += [axis.label for axis in picture.axes]

    assert all(10 <= point.x <= SIZE - 10 and 10 <= point.y <= SIZE - 10 for point in points)
    labels = [axis.label for axis in picture.axes]
    assert min(dist((a.x, a.y), (b.x, b.y)) for a in labels for b in labels if a is not b) > 23


def test_series_differ_in_colour_line_and_shape():
    looks = [look(number) for number in range(LOOKS)]

    assert len(set(looks)) == LOOKS
    assert look(LOOKS) == looks[0]


def test_spots_of_one_line_do_not_hide_each_other():
    (row, *_) = rows(chart((50,), (50,), (50,), kind=ChartKind.DUMBBELL), spread=18)

    assert [one.shift for one in row.spots] == [-9, 0, 9]


def test_a_series_with_too_few_marks_has_none_for_the_rest():
    found = rows(chart((20, 30, 40), (50,)))

    assert [one.spots[1].at for one in found] == [50, None, None]


def test_a_spider_of_two_axes_is_drawn_as_lines():
    written = page(evolve(scorecard("en"), nodes=(chart((20, 50)),)))

    assert 'class="spi-row"' in written
    assert 'class="spi-spider"' not in written


def test_a_chart_without_data_says_so():
    empty = evolve(chart((1,)), categories=(), series=())
    written = page(evolve(scorecard("en"), nodes=(empty,)))

    assert words("en").text("chart.no-data") in written
    assert '<svg class="spi-g-spider' not in written


@pytest.mark.parametrize("kind", ChartKind)
def test_an_open_value_is_never_drawn_as_zero(kind):
    written = page(evolve(scorecard("en"), nodes=(chart((None, None, None), kind=kind),)))

    assert "spi-g-bar " not in written.partition("</style>")[2].partition("spi-legend")[0]
    assert "spi-g-outline" not in written.partition("</style>")[2].partition("spi-legend")[0]
    assert written.count("unknown") >= 3


def test_the_data_of_a_chart_are_a_table_with_every_value_and_range():
    node = next(one for one in scorecard("en").nodes if isinstance(one, Chart))
    table = data_table(node, words("en"))

    assert [column.label for column in table.columns] == [
        "Name",
        "No.",
        "Facts",
        "Possible range (Facts)",
        "Judgement of the working group",
        "Possible range (Judgement of the working group)",
    ]
    assert [cell.text for cell in table.rows[5]][1:] == ["6", "38.2", "30.0–52.4", "41.7", ""]
    assert len(table.rows) == len(node.categories)
