"""One file: found, read as YAML or JSON, and its findings given their places."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import Any

from attrs import evolve, field, frozen

from spi.codec.documents import parse_json, refuse_depth
from spi.errors import InvalidDocument
from spi.findings import Code, Finding, Place, finding
from spi.phrases import Phrase, describe, phrase
from spi.reading.guarded import (
    MOST_BYTES,
    Marked,
    decoded,
    read_json_as_yaml,
    read_what_can_be,
    shown_path,
    value_at,
)


@frozen
class Document:
    """Plain data read from a file, with what is needed to point into it.

    Attributes:
        name: How the file is called in findings.
        json: The text where it is JSON: places are looked for when something is found.
        findings: What is wrong with it and was left out, each with its place.
    """

    name: str
    marked: Marked
    json: str = field(default="", repr=False)
    findings: tuple[Finding, ...] = ()

    @property
    def data(self) -> Any:  # noqa: ANN401 - plain data
        """The plain data."""
        return self.marked.data

    def located(self, found: Iterable[Finding]) -> list[Finding]:
        """Return findings with file, line and column, in the order of the file."""
        wrong = list(found)
        marked = self.places() if wrong else self.marked
        return sorted((self._locate(one, marked) for one in wrong), key=_order)

    def places(self) -> Marked:
        """Return where the parts of the file stand; of JSON they are looked for now."""
        return read_json_as_yaml(self.json, self.name) if self.json else self.marked

    def _locate(self, one: Finding, marked: Marked) -> Finding:
        of_name = _is_of_name(one, self.data)
        place = marked.place_of(one.path, of_name=of_name) or Place(self.name)
        return evolve(one, place=place, path=shown_path(self.data, one.path))


def _is_of_name(one: Finding, data: object) -> bool:
    """Say whether a finding is about the name of an entry, not about its value."""
    if not one.path or one.found != describe(one.path[-1]):
        return False
    return one.found != describe(value_at(data, one.path))


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return located findings of one file, each once, in the order of the file."""
    once = {(one.code, one.path, one.place): one for one in found}
    return tuple(sorted(once.values(), key=_order))


def _order(one: Finding) -> tuple[int, int]:
    place = one.place
    return (place.line or 0, place.column or 0) if place else (0, 0)


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
        marked = read_what_can_be(raw, name)
        return Document(name, marked, findings=marked.findings)
    text = decoded(raw, name)
    try:
        data, twice = parse_json(text, name=name)
        refuse_depth(data)
    except InvalidDocument as wrong:
        raise InvalidDocument(_placed(wrong.findings, text, name)) from None
    return Document(name, Marked(data), text, _with_places(twice, text, name) if twice else ())


def _placed(found: Iterable[Finding], text: str, name: str) -> tuple[Finding, ...]:
    """Give what makes JSON unreadable its place; of what is too deep YAML knows it."""
    without = [one for one in found if one.place is None]
    codes = {one.code for one in without}
    known = read_json_as_yaml(text, name).findings if Code.TOO_DEEP in codes else ()
    there = tuple(one for one in known if one.code in codes)
    return there or tuple(one if one.place else evolve(one, place=Place(name)) for one in found)


def _with_places(twice: Iterable[Finding], text: str, name: str) -> tuple[Finding, ...]:
    """Give entries that JSON has twice their places: YAML knows both."""
    known = read_json_as_yaml(text, name).findings
    placed = tuple(one for one in known if one.code is Code.DUPLICATE_ENTRY)
    return placed or tuple(evolve(one, place=Place(name)) for one in twice)


def read_bytes(path: FilePath, name: str) -> bytes:
    """Return what a file holds, if it is not too large.

    Raises:
        InvalidDocument: It is not there, too large, or cannot be read.
    """
    try:
        if path.is_dir():
            why = phrase("it is a folder")
            found = finding(Code.FILE_UNREADABLE, found=phrase("a folder"), why=why)
        elif not path.exists():
            found = finding(Code.FILE_MISSING, found=phrase("nothing"))
        elif not path.is_file():
            why = phrase("it is something else, such as a device or a pipe")
            found = finding(Code.FILE_UNREADABLE, found=phrase("no file"), why=why)
        elif (size := path.stat().st_size) > MOST_BYTES:
            large = phrase("a file of %(size)s bytes", size=size)
            found = finding(Code.FILE_TOO_LARGE, found=large, limit=MOST_BYTES)
        else:
            return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        found = finding(
            Code.FILE_UNREADABLE, found=phrase("a file that cannot be read"), why=reason
        )
    raise InvalidDocument([evolve(found, place=Place(name))])


def mapping_of(document: Document, what: Phrase) -> dict[str, Any]:
    """Return the mapping that a file holds.

    Args:
        document: The file.
        what: What it should hold, in words.

    Raises:
        InvalidDocument: It holds something else.
    """
    if isinstance(document.data, dict):
        return document.data
    wrong = finding(Code.WRONG_TYPE, found=document.data, expected=what)
    raise InvalidDocument([*document.findings, *document.located([wrong])])
