"""The data of a chart as a table, for everybody who does not see the picture."""

from __future__ import annotations

from attrs import frozen

from spi.documents.nodes import Category, Cell, Chart, Column, Mark, Table
from spi.language import Words
from spi.reports.scale import NO_MARK, spot


def data_table(chart: Chart, words: Words) -> Table:
    """Return one row for each category: its name, and the value and range in each series."""
    plan = _Plan(
        chart=chart,
        words=words,
        is_numbered=any(category.number for category in chart.categories),
        is_ranged=any(_has_range(mark) for series in chart.series for mark in series.marks),
    )
    return Table(
        caption=chart.caption,
        columns=plan.columns(),
        rows=tuple(plan.row(at, category) for at, category in enumerate(chart.categories)),
    )


def _has_range(mark: Mark) -> bool:
    return spot(None, mark.low, mark.high).low is not None


@frozen(kw_only=True)
class _Plan:
    """Which columns the table has."""

    chart: Chart
    words: Words
    is_numbered: bool
    is_ranged: bool

    def columns(self) -> tuple[Column, ...]:
        labels = [self.words.text("table.number")] if self.is_numbered else []
        for series in self.chart.series:
            labels.append(series.name or self.words.text("table.value"))
            if self.is_ranged:
                labels.append(self._range_label(series.name))
        numbers = (Column(label=label, is_number=True) for label in labels)
        return (Column(label=self.words.text("report.name")), *numbers)

    def _range_label(self, series: str) -> str:
        label = self.words.text("table.range")
        return f"{label} ({series})" if series and len(self.chart.series) > 1 else label

    def row(self, at: int, category: Category) -> tuple[Cell, ...]:
        cells = [Cell(text=category.label or category.short, anchor=category.anchor)]
        if self.is_numbered:
            cells.append(Cell(text=category.number))
        for series in self.chart.series:
            mark = series.marks[at] if at < len(series.marks) else NO_MARK
            cells.append(Cell(text=mark.text, number=mark.value))
            if self.is_ranged:
                cells.append(Cell(text=self._range(mark)))
        return tuple(cells)

    def _range(self, mark: Mark) -> str:
        found = spot(None, mark.low, mark.high)
        if found.low is None or found.high is None:
            return ""
        floors = [band.floor for band in self.chart.bands]
        low, high = (self.words.score(end, floors) for end in (found.low, found.high))
        return low if low == high else f"{low}–{high}"
