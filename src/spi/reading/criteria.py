"""Criteria sets from a folder or a file, with the catalogues beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from spi import files
from spi.codec import from_plain
from spi.errors import (
    Code,
    Finding,
    InvalidDocument,
    Path as KeyPath,
    Place,
    errors_among,
    finding,
    phrase,
)
from spi.language.catalogue import Catalogue, language_code, read_catalogue
from spi.model.checks import check_criteria
from spi.model.criteria_set import CriteriaSet
from spi.reading.sources import Document, mapping_of, read_document
from spi.reading.texts import translated

SET_FILE = "set.yaml"


@frozen(kw_only=True)
class CriteriaRead:
    """A criteria set, and what was noticed while reading it.

    Attributes:
        plain: The set without its catalogues.
        findings: Warnings and notes, in the order of the files.
        folder: Where it lies; ``None`` for a single file.
    """

    criteria: CriteriaSet
    plain: CriteriaSet
    catalogues: tuple[Catalogue, ...]
    findings: tuple[Finding, ...]
    folder: Path | None


def read_criteria(where: str | Path, *, languages: Iterable[str] | None = None) -> CriteriaSet:
    """Read a criteria set.

    Args:
        where: The key of a set that comes with the library (``alpine-figures`` or
            ``alpine-figures@2026``), a folder, or a YAML or JSON file.
        languages: Only these catalogues are read; all by default.

    Raises:
        UnknownKey: Nothing has this name.
        InvalidDocument: All problems of all files at once, each with its place.
    """
    return read_criteria_fully(where, languages=languages).criteria


def read_criteria_fully(
    where: str | Path, *, languages: Iterable[str] | None = None
) -> CriteriaRead:
    """Read a criteria set, and keep what was noticed (see `read_criteria`)."""
    found = find(where)
    folder = found if found.is_dir() else None
    top = read_document(found / SET_FILE if folder else found, _name(found, SET_FILE if folder else ""))
    reading = _SetReading(top, folder)
    plain = reading.criteria()
    catalogues = _catalogues(folder, languages, reading.findings)
    if errors_among(reading.findings):
        raise InvalidDocument(errors_among(reading.findings))
    return CriteriaRead(
        criteria=translated(plain, catalogues),
        plain=plain,
        catalogues=tuple(catalogues),
        findings=tuple(reading.findings),
        folder=folder,
    )


def find(where: str | Path) -> Path:
    """Return the file or edition folder of a criteria set.

    Raises:
        UnknownKey: No set that comes with the library has this key.
        InvalidDocument: A folder without a set in it, or nothing at all.
    """
    path = Path(where)
    is_key = isinstance(where, str) and not any(mark in where for mark in "/\\.")
    if is_key and not path.exists():
        return files.criteria_folder(str(where))
    if path.is_dir() and not (path / SET_FILE).exists():
        editions = sorted(one.parent for one in path.glob(f"*/{SET_FILE}"))
        if not editions:
            missing = finding(Code.FILE_MISSING, found=phrase("a folder without set.yaml"))
            raise InvalidDocument([evolve(missing, place=Place(path.as_posix()))])
        return editions[-1]
    return path


def _name(found: Path, name: str) -> str:
    return (found / name if name else found).as_posix()


class _SetReading:
    """One set being read: its top file, and a file for each field."""

    def __init__(self, top: Document, folder: Path | None) -> None:
        self.top = top
        self.folder = folder
        self.findings: list[Finding] = []
        self.parts: dict[int, Document] = {}
        """Position of a field in the assembled set to the file it came from."""

    def criteria(self) -> CriteriaSet:
        data = self._assembled()
        try:
            criteria = from_plain(data, CriteriaSet)
        except InvalidDocument as wrong:
            self._note(wrong.findings)
            raise InvalidDocument(errors_among(self.findings)) from None
        self._note(check_criteria(criteria))
        if errors_among(self.findings):
            raise InvalidDocument(errors_among(self.findings))
        return criteria

    def _assembled(self) -> dict[str, Any]:
        data = mapping_of(self.top, "a criteria set")
        fields = data.get("fields")
        if not isinstance(fields, list):
            return data
        self.kept: list[int] = []
        made = []
        for i, one in enumerate(fields):
            field = self._field(i, one, len(made)) if isinstance(one, str) else one
            if field is not None:
                made.append(field)
                self.kept.append(i)
        return {**data, "fields": made}

    def _field(self, i: int, name: str, position: int) -> Any:  # noqa: ANN401 - plain data
        if not self._is_inside(name):
            self.findings += self.top.located(
                [finding(Code.FILE_OUTSIDE, "fields", i, found=name)]
            )
            return None
        try:
            part = read_document(self.folder / name, _name(self.folder, name))  # type: ignore[operator, arg-type]
        except InvalidDocument as wrong:
            self.findings += wrong.findings
            return None
        self.parts[position] = part
        return part.data

    def _is_inside(self, name: str) -> bool:
        if self.folder is None or Path(name).name != name or "\0" in name or "\\" in name:
            return False
        return (self.folder / name).resolve().is_relative_to(self.folder.resolve())

    def _note(self, found: Iterable[Finding]) -> None:
        """Give findings their places, file by file in the order of the set."""
        of_file: dict[int, list[Finding]] = {}
        for one in found:
            position = self._part_of(one.path)
            inner = evolve(one, path=one.path[2:]) if position >= 0 else self._in_top(one)
            of_file.setdefault(position, []).append(inner)
        for position in sorted(of_file):
            document = self.parts[position] if position >= 0 else self.top
            self.findings += _below_key(document, document.located(of_file[position]))

    def _part_of(self, path: KeyPath) -> int:
        match path:
            case ("fields", int(position), *_) if position in self.parts:
                return position
        return -1

    def _in_top(self, one: Finding) -> Finding:
        """Return a finding with the position that a field has in the file itself."""
        match one.path:
            case ("fields", int(position), *rest) if position < len(self.kept):
                return evolve(one, path=("fields", self.kept[position], *rest))
        return one


def _below_key(document: Document, found: list[Finding]) -> list[Finding]:
    """Say which field a path without a key of its own belongs to."""
    data = document.data
    key = data.get("key") if isinstance(data, Mapping) else None
    if not isinstance(key, str):
        return found
    own = {"fields", "indicators", "levels"} | set(data)
    return [
        one.below(key) if one.path and one.path[0] in own and "fields" not in data else one
        for one in found
    ]


def _catalogues(
    folder: Path | None, languages: Iterable[str] | None, findings: list[Finding]
) -> list[Catalogue]:
    wanted = None if languages is None else set(languages)
    found = []
    for path in sorted(folder.glob("locale/*.po")) if folder else ():
        if wanted is not None and language_code(path) not in wanted:
            continue
        try:
            found.append(read_catalogue(path))
        except InvalidDocument as wrong:
            place = Place(path.as_posix())
            findings += [evolve(one, place=place) for one in wrong.findings]
    return found
