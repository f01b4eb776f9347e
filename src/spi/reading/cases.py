"""Worked cases from the file beside a criteria set."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrs import evolve, frozen

from spi.codec import from_plain
from spi.errors import InvalidDocument
from spi.findings import Code, Finding, Place, finding
from spi.model.cases import Case
from spi.phrases import phrase
from spi.reading.assembly import is_inside
from spi.reading.sources import Document, in_order, read_document

CASES_FILE = "cases.yaml"


@frozen(kw_only=True)
class CasesRead:
    """The cases of a criteria set, and the file they came from.

    Attributes:
        by_number: Those that could be read, by their number from 0.
        findings: What is wrong with the others, each with its place.
    """

    by_number: Mapping[int, Case]
    document: Document
    findings: tuple[Finding, ...] = ()

    @property
    def cases(self) -> tuple[Case, ...]:
        """Those that could be read, in the order of the file."""
        return tuple(self.by_number.values())


def read_cases(folder: Path) -> CasesRead | None:
    """Read the cases beside a criteria set; ``None`` where there are none.

    Raises:
        InvalidDocument: The file is no list, or cannot be read.
    """
    path = folder / CASES_FILE
    if not path.exists() and not path.is_symlink():
        return None
    if not is_inside(folder, CASES_FILE):
        outside = finding(Code.FILE_OUTSIDE, found=CASES_FILE)
        raise InvalidDocument([evolve(outside, place=Place(path.as_posix()))])
    document = read_document(path, path.as_posix())
    if not isinstance(document.data, list):
        wrong = finding(Code.WRONG_TYPE, found=document.data, expected=phrase("a list"))
        raise InvalidDocument([*document.findings, *document.located([wrong])])
    findings: list[Finding] = []
    cases = {}
    for i, one in enumerate(document.data):
        try:
            cases[i] = from_plain(one, Case)
        except InvalidDocument as wrong:
            findings += [found.below(i) for found in wrong.findings]
    placed = in_order([*document.findings, *document.located(findings)])
    return CasesRead(by_number=cases, document=document, findings=placed)
