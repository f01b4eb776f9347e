"""Who says so, where, when."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from spi.model import marks
from spi.model.text import LocalText


@frozen(kw_only=True)
class Source:
    """A publication that an answer, a scale or a text rests on."""

    title: LocalText = marks.text()
    publisher: str | None = marks.text(default=None)
    year: str | None = marks.text(default=None, form=marks.Form.WORD)
    url: str | None = marks.text(default=None)
    licence: str | None = marks.text(default=None)
    retrieved: date | None = marks.part(None)
    note: LocalText | None = marks.text(default=None, personal=marks.Personal.POSSIBLE)
