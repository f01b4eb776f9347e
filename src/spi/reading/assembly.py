"""A criteria set put together from its files, and the way back to where its parts stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from spi.errors import InvalidDocument
from spi.findings import Code, Finding, Place, finding
from spi.findings import Path as KeyPath
from spi.phrases import phrase
from spi.reading.sources import Document, mapping_of, read_bytes, read_document


@frozen
class Assembly:
    """The plain data of a set whose fields may lie in files of their own.

    Attributes:
        top: The file of the set itself.
        data: All of it together.
        parts: Position of a field in the data to the file that it came from.
        positions: Position of a field in the data to that in the top file.
        findings: Why files could not be read, and what was left out of the others.
        unread: Keys that files which could not be read seem to define; ``None`` among them where
            nothing is known of one.
        order: Names of the files, in the order of the set.
    """

    top: Document
    data: dict[str, Any] = field(factory=dict)
    parts: dict[int, Document] = field(factory=dict)
    positions: list[int] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    unread: set[str | None] = field(factory=set)
    order: list[str] = field(factory=list)

    def located(self, found: Iterable[Finding]) -> list[Finding]:
        """Return findings with file, line and column, in the order of the set."""
        of_file: dict[int, list[Finding]] = {}
        for one in found:
            position, path = self._in_file(one.path)
            of_file.setdefault(position, []).append(evolve(one, path=path))
        placed = [
            one
            for position, several in of_file.items()
            for one in (
                _below_key(self.parts[position], several)
                if position in self.parts
                else self.top.located(several)
            )
        ]
        return self.ordered(placed)

    def ordered(self, found: Iterable[Finding]) -> list[Finding]:
        """Sort located findings: the set's file first, then its fields, line by line."""

        def rank(one: Finding) -> tuple[int, int, int]:
            place = one.place or Place(self.top.name)
            return (self.order.index(place.file), place.line or 0, place.column or 0)

        return sorted(found, key=rank)

    def place_of(self, path: KeyPath) -> Place:
        """Return where a path in the data stands."""
        position, inner = self._in_file(path)
        file = self.parts.get(position, self.top)
        return file.places().place_of(inner) or Place(file.name)

    def _in_file(self, path: KeyPath) -> tuple[int, KeyPath]:
        """Return the file (-1 is the top one) and the path in it."""
        match path:
            case ("fields", int(position), *rest) if position in self.parts:
                return position, tuple(rest)
            case ("fields", int(position), *rest) if position < len(self.positions):
                return -1, ("fields", self.positions[position], *rest)
        return -1, path


def _below_key(document: Document, found: list[Finding]) -> Iterator[Finding]:
    """Say which field a path in its file without a key of its own belongs to."""
    data = document.data
    key = data.get("key") if isinstance(data, Mapping) else None
    own = {"indicators", "topics"} | (set(data) if isinstance(data, Mapping) else set())
    for one in document.located(found):
        is_own = isinstance(key, str) and (not one.path or one.path[0] in own)
        yield one.below(str(key)) if is_own else one


def assemble(top: Document, folder: Path | None) -> Assembly:
    """Read the files that a set names for its fields.

    Args:
        top: The set's own file.
        folder: Where the others lie; ``None`` if there can be none.

    Raises:
        InvalidDocument: The top file does not hold a mapping.
    """
    data = mapping_of(top, phrase("a criteria set"))
    made = Assembly(top=top, data=dict(data), order=[top.name], findings=list(top.findings))
    fields = data.get("fields")
    if isinstance(fields, list):
        made.data["fields"] = list(_fields(made, fields, folder))
    return made


def _fields(made: Assembly, fields: list[Any], folder: Path | None) -> Iterator[Any]:
    for i, one in enumerate(fields):
        part = _part(made, i, one, folder) if isinstance(one, str) else None
        if part is not None:
            made.parts[len(made.positions)] = part
        elif isinstance(one, str):
            continue
        made.positions.append(i)
        yield part.data if part else one


def _part(made: Assembly, i: int, name: str, folder: Path | None) -> Document | None:
    if folder is None or not is_inside(folder, name):
        outside = finding(Code.FILE_OUTSIDE, "fields", i, found=name)
        made.findings.extend(made.top.located([outside]))
        made.unread.add(None)
        return None
    path = folder / name
    made.order.append(path.as_posix())
    try:
        part = read_document(path, path.as_posix())
    except InvalidDocument as wrong:
        made.findings.extend(wrong.findings)
        made.unread.update(_keys_in(path))
        return None
    made.findings.extend(part.findings)
    return part


def _keys_in(path: Path) -> set[str | None]:
    """Return the keys that a file seems to define although it cannot be read."""
    try:
        text = read_bytes(path, path.name).decode("utf-8", errors="replace")
    except InvalidDocument:
        return {None}
    return set(_KEY.findall(text)) or {None}


_KEY = re.compile(r"""\bkey["']?\s*:\s*["']?([a-z0-9-]+)""")


def is_inside(folder: Path, name: str) -> bool:
    """Say whether a name leads to something in a folder itself, wherever links point."""
    if not name or Path(name).name != name or "\0" in name or "\\" in name:
        return False
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a circle of links leads nowhere
        return True
