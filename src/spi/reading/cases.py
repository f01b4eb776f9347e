"""Worked cases from the file beside a criteria set."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve, frozen

from spi.codec import from_plain
from spi.errors import InvalidDocument
from spi.findings import Code, Finding, Place, finding
from spi.model.cases import Case
from spi.phrases import phrase
from spi.reading.assembly import is_inside
from spi.reading.sources import Document, read_document

CASES_FILE = "cases.yaml"


@frozen(kw_only=True)
class CasesRead:
    """The cases of a criteria set, and the file they came from."""

    cases: tuple[Case, ...]
    document: Document

    def place_of(self, number: int) -> Place | None:
        """Return where a case stands, by its number from 0."""
        return self.document.marked.place_of((number,))


def read_cases(folder: Path) -> CasesRead | None:
    """Read the cases beside a criteria set; ``None`` where there are none.

    Raises:
        InvalidDocument: All problems of the file at once.
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
        raise InvalidDocument(document.located([wrong]))
    findings: list[Finding] = []
    cases = []
    for i, one in enumerate(document.data):
        try:
            cases.append(from_plain(one, Case))
        except InvalidDocument as wrong:
            findings += [found.below(i) for found in wrong.findings]
    if findings:
        raise InvalidDocument(document.located(findings))
    return CasesRead(cases=tuple(cases), document=document)
