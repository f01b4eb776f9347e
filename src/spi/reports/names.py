"""The names that a page gives: classes and ids, each with its prefix."""

from __future__ import annotations

import re

from attrs import frozen

from spi.errors import InvalidInput

_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@frozen
class Names:
    """Classes and ids of one page or fragment.

    Attributes:
        class_prefix: Begins every class.
        id_prefix: Begins every id.

    Raises:
        InvalidInput: A prefix is no beginning of a name.

    >>> Names("spi-", "a-").classes("badge", "", "tone-high"), Names("spi-", "a-").id("top")
    ('spi-badge spi-tone-high', 'a-top')
    """

    class_prefix: str = "spi-"
    id_prefix: str = "spi-"

    def __attrs_post_init__(self) -> None:
        check_prefix(self.class_prefix)
        check_prefix(self.id_prefix)

    def classes(self, *names: str) -> str:
        """Return the value of a ``class`` attribute; empty names are left out."""
        return " ".join(self.class_prefix + name for name in names if name)

    def id(self, name: str) -> str:
        """Return the value of an ``id`` attribute."""
        return self.id_prefix + name


def check_prefix(prefix: str) -> None:
    """Refuse a prefix that cannot begin a class or an id.

    Raises:
        InvalidInput: It is empty, or holds more than letters, digits, ``-`` and ``_``.
    """
    if not _PREFIX.fullmatch(prefix):
        msg = (
            f'found the prefix "{prefix[:40]}", expected a letter, then letters, digits, - and _; '
            'write for example "spi-"'
        )
        raise InvalidInput(msg)
