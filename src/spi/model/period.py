"""The time that a figure speaks of."""

from __future__ import annotations

import re
from datetime import date, timedelta

from attrs import Attribute, field, frozen

from spi.errors import InvalidInput
from spi.model.marks import Form, Mark, Personal
from spi.phrases import describe

_MOMENT = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
PERIOD_FORM = rf"{_MOMENT}(/{_MOMENT})?"
_PERIOD = re.compile(PERIOD_FORM)


@frozen
class Period:
    """A year, a month, a day, or a span between two of them, in ISO 8601.

    >>> Period("2015/2021").start.isoformat(), Period("2021-02").end.isoformat()
    ('2015-01-01', '2021-02-28')
    """

    text: str = field(metadata={"spi": Mark(form=Form.CODE, personal=Personal.NO)})

    @text.validator
    def _is_a_period(self, _: Attribute[str], value: str) -> None:
        try:
            good = bool(_PERIOD.fullmatch(value)) and self.start <= self.end
        except (TypeError, ValueError):
            good = False
        if not good:
            msg = (
                f"found {describe(value)}, expected a year, a month, a day or a span like 2015/2021"
            )
            raise InvalidInput(msg)

    @property
    def start(self) -> date:
        """The first day."""
        year, month, day = _numbers(self.text.partition("/")[0])
        return date(year, month or 1, day or 1)

    @property
    def end(self) -> date:
        """The last day."""
        first, _, last = self.text.partition("/")
        year, month, day = _numbers(last or first)
        if day:
            return date(year, month, day)
        return _last_day(year, month or 12)

    def __str__(self) -> str:
        """Return the ISO form."""
        return self.text


def _last_day(year: int, month: int) -> date:
    if month == 12:  # noqa: PLR2004 - December, which no date follows in the year 9999
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def _numbers(moment: str) -> tuple[int, int, int]:
    year, month, day = (*(int(part) for part in moment.split("-")), 0, 0)[:3]
    return year, month, day
