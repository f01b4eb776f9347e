"""One file: found, read as YAML or JSON, and its findings given their places."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import Any

from attrs import evolve, frozen

from spi.codec.documents import read_json
from spi.errors import Code, Finding, InvalidDocument, Path, Place, errors_among, finding, phrase
from spi.reading.guarded import MOST_BYTES, Marked, decoded, read_yaml

_OF_NAMES = frozenset({Code.UNKNOWN_ENTRY, Code.BAD_KEY})
"""Findings about the name of an entry, not about its value."""


@frozen
class Document:
    """Plain data read from a file, with what is needed to point into it."""

    name: str
    marked: Marked

    @property
    def data(self) -> Any:  # noqa: ANN401 - plain data
        """The plain data."""
        return self.marked.data

    def located(self, found: Iterable[Finding]) -> list[Finding]:
        """Return findings with file, line and column, in the order of the file."""
        return sorted((self._locate(one) for one in found), key=_order)

    def _locate(self, one: Finding) -> Finding:
        of_name = one.code in _OF_NAMES and one.path != ()
        place = self.marked.place_of(one.path, of_name=of_name) or Place(self.name)
        return evolve(one, place=place, path=shown_path(self.data, one.path))


def _order(one: Finding) -> tuple[int, int]:
    place = one.place
    return (place.line or 0, place.column or 0) if place else (0, 0)


def shown_path(data: object, path: Path) -> Path:
    """Return a path as people read it: from the key of the nearest thing that has one.

    >>> data = {"indicators": [{"key": "hou-rent", "scale": {"worst": "x"}}]}
    >>> shown_path(data, ("indicators", 0, "scale", "worst"))
    ('hou-rent', 'scale', 'worst')
    """
    shown: list[str | int] = []
    at = data
    for step in path:
        shown.append(step)
        try:
            at = at[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            at = None
        key = at.get("key") if isinstance(at, dict) else None
        if isinstance(step, int) and isinstance(key, str) and key:
            shown = [key]
    return tuple(shown)


def read_document(path: FilePath, name: str | None = None) -> Document:
    """Read a file: JSON if its name ends so, else YAML.

    Raises:
        InvalidDocument: It cannot be read.
    """
    name = name or path.name
    raw = read_bytes(path, name)
    return parse_document(raw, name, is_json=path.suffix.lower() == ".json")


def parse_document(raw: bytes, name: str, *, is_json: bool) -> Document:
    """Read the bytes of a file.

    Raises:
        InvalidDocument: They are no document.
    """
    if not is_json:
        return Document(name, read_yaml(raw, name))
    text = decoded(raw, name)
    try:
        return Document(name, Marked(read_json(text, name=name)))
    except InvalidDocument as wrong:
        raise InvalidDocument([evolve(one, place=Place(name)) for one in wrong.findings]) from None


def read_bytes(path: FilePath, name: str) -> bytes:
    """Return what a file holds, if it is not too large.

    Raises:
        InvalidDocument: It is not there, too large, or cannot be read.
    """
    try:
        if path.is_dir():
            found = finding(Code.FILE_UNREADABLE, found=phrase("a folder"), why="it is a folder")
        elif not path.exists():
            found = finding(Code.FILE_MISSING, found=phrase("nothing"))
        elif not path.is_file():
            found = finding(Code.FILE_UNREADABLE, found=phrase("no file"), why="it is no file")
        elif (size := path.stat().st_size) > MOST_BYTES:
            large = phrase("a file of %(size)s bytes", size=size)
            found = finding(Code.FILE_TOO_LARGE, found=large, limit=MOST_BYTES)
        else:
            return path.read_bytes()
    except (OSError, ValueError) as why:
        reason = getattr(why, "strerror", None) or str(why)
        found = finding(Code.FILE_UNREADABLE, found=phrase("a file that cannot be read"), why=reason)
    raise InvalidDocument([evolve(found, place=Place(name))])


def mapping_of(document: Document, what: str) -> dict[str, Any]:
    """Return the mapping that a file holds.

    Raises:
        InvalidDocument: It holds something else.
    """
    if isinstance(document.data, dict):
        return document.data
    wrong = finding(Code.WRONG_TYPE, found=document.data, expected=phrase(what))
    raise InvalidDocument(document.located([wrong]))


def raise_located(document: Document, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Raise the errors among findings, or return the located rest.

    Raises:
        InvalidDocument: There is at least one error.
    """
    located = document.located(found)
    wrong = errors_among(located)
    if wrong:
        raise InvalidDocument(wrong)
    return tuple(located)
