"""Everybody who is named anywhere, in one place; all else names them by a random key."""

from __future__ import annotations

from attrs import frozen

from spi.model import marks
from spi.model.marks import Personal


@frozen(kw_only=True)
class Person:
    """Somebody who takes part."""

    key: str = marks.key(personal=Personal.YES, doc="random; says nothing about the person")
    name: str | None = marks.text(default=None, personal=Personal.YES)
    organisation: str | None = marks.text(default=None, personal=Personal.YES)
    email: str | None = marks.text(default=None, personal=Personal.YES)
    phone: str | None = marks.text(default=None, personal=Personal.YES)
    note: str | None = marks.text(default=None, personal=Personal.YES)
