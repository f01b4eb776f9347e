"""One row of a table of indicators, read cell by cell."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from numbers import Real
from typing import Any

from attrs import field, frozen

from spi.findings import Code, Finding, Path, finding
from spi.model.criteria_set import (
    Direction,
)
from spi.model.marks import CONTROL_PATTERN, KEY_PATTERN
from spi.model.text import LocalText
from spi.phrases import Phrase, phrase, suggestion

COLUMNS: dict[str, str] = {
    "key": "names the node; lower-case letters, digits, hyphens",
    "parent": "key of the node above; empty, or the set's own key, directly below the whole",
    "kind": "whole, field, topic, statistic, service, question; follows from the table if empty",
    "label": "what people read",
    "short": "the same for charts",
    "question": "what is asked",
    "weight": "at least 0, relative among siblings; 1 if empty",
    "scale": "linear, log, yes-no, progress, rating; linear if worst and best are given",
    "worst": "answer that earns 0 points",
    "best": "answer that earns 100 points",
    "minimum": "lowest answer that can be right",
    "maximum": "highest answer that can be right",
    "unit": "unit of the answer",
    "steps": "number of rating steps; 5 if empty",
    "direction": "higher, lower, middle, neutral; also 1 and -1",
    "core": "yes or no",
    "mean": "of a field or topic: arithmetic, geometric, harmonic, power, minimum, worst",
    "p": "exponent of the mean power",
    "k": "number of the lowest that the mean worst takes",
    "min_coverage": "of a field or topic: share from 0 to 1",
}
"""What a table may say; other columns are errors."""

_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")


@frozen(eq=False)
class Row:
    """One row, read cell by cell; what is wrong is kept."""

    number: int
    cells: Mapping[str, Any]
    findings: list[Finding] = field(factory=list)

    def unknown_columns(self) -> Iterator[Finding]:
        """Tell of columns that mean nothing here."""
        if None in self.cells:  # as csv.DictReader calls what stands beyond the last column
            beyond = phrase("more cells than columns")
            wanted = phrase("one cell for each column")
            yield finding(Code.WRONG_TYPE, "rows", self.number, found=beyond, expected=wanted)
        for name in self.cells:
            if name is not None and name not in COLUMNS:
                yield finding(
                    Code.UNKNOWN_ENTRY, *self.path(str(name)), found=name,
                    known=", ".join(COLUMNS), suggestion=suggestion(name, COLUMNS),
                )  # fmt: skip

    def once(self) -> list[Finding]:
        """Return what is wrong, each thing once: a cell may be read several times."""
        once: dict[tuple[Code, Path], Finding] = {}
        for one in self.findings:
            once.setdefault((one.code, one.path), one)
        return list(once.values())

    def path(self, name: str) -> Path:
        """Return where a cell stands."""
        return ("rows", self.number, name)

    def get(self, name: str) -> Any:  # noqa: ANN401 - whatever a cell holds
        """Return a cell; ``None`` where it is empty."""
        value = self.cells.get(name)
        return None if _is_missing(value) else value

    def only_for(self, names: Iterable[str], expected: Phrase) -> None:
        """Refuse cells that say nothing about this kind of node."""
        for name in names:
            if (value := self.get(name)) is not None:
                self.findings.append(
                    finding(Code.RULE_REFUSED, *self.path(name), found=value, expected=expected)
                )

    def _wrong(self, name: str, expected: str) -> None:
        self.findings.append(
            finding(Code.WRONG_TYPE, *self.path(name), found=self.get(name), expected=expected)
        )

    def text(self, name: str) -> str | None:
        """Return a text; ``None`` where the cell is empty."""
        value = self.get(name)
        if value is not None and not isinstance(value, str):
            self._wrong(name, phrase("text"))
            return None
        if value and CONTROL_PATTERN.search(value):
            self.findings.append(finding(Code.BAD_TEXT, *self.path(name), found=value))
            return None
        return value.strip() if value else None

    def local_text(self, name: str) -> LocalText | None:
        """Return a text in the source language."""
        text = self.text(name)
        return LocalText.of(text) if text else None

    def key(self, name: str) -> str | None:
        """Return a key."""
        text = self.text(name)
        if text and not KEY_PATTERN.fullmatch(text):
            slug = "".join(one if one.isalnum() else "-" for one in text.lower()).strip("-")
            self.findings.append(
                finding(Code.BAD_KEY, *self.path(name), found=text, suggestion=slug or "hou-rent")
            )
            return None
        return text

    def number_in(
        self, name: str, least: float = -math.inf, most: float = math.inf
    ) -> float | None:
        """Return a number within limits."""
        value = self.get(name)
        if value is None:
            return None
        try:
            number = math.nan if isinstance(value, bool) else _number(value)
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if not math.isfinite(number):
            self._wrong(name, phrase("a number"))
            return None
        if not least <= number <= most:
            limits = phrase("of at least %(least)s", least=f"{least:g}")
            if math.isfinite(most):
                limits = phrase("from %(least)s to %(most)s", least=f"{least:g}", most=f"{most:g}")
            self.findings.append(
                finding(Code.OUT_OF_RANGE, *self.path(name), found=number, range=limits)
            )
            return None
        return number

    def whole(self, name: str, least: int = 1) -> int | None:
        """Return a whole number."""
        number = self.number_in(name, least, 1000)
        if number is not None and not number.is_integer():
            self._wrong(name, phrase("a whole number"))
            return None
        return None if number is None else int(number)

    def one_of(self, name: str, known: Iterable[str]) -> str | None:
        """Return one of the words that are known."""
        value = self.get(name)
        words = list(known)
        if value is not None and value not in words:
            self.findings.append(
                finding(
                    Code.NOT_ONE_OF, *self.path(name), found=value,
                    known=", ".join(words), suggestion=suggestion(value, words),
                )
            )  # fmt: skip
            return None
        return None if value is None else str(value)

    def claim(self, name: str) -> bool:
        """Return a yes or no; no where the cell is empty."""
        value = self.get(name)
        is_number = isinstance(value, Real) and value in {0, 1}
        word = str(int(value)) if is_number else str(value).lower()
        if value is not None and word not in {*_YES, *_NO}:
            self._wrong(name, phrase("yes or no"))
        return word in _YES

    def direction(self) -> Direction | None:
        """Return the direction, also written as a sign."""
        value = self.get("direction")
        is_sign = isinstance(value, Real | str) and not isinstance(value, bool)
        if is_sign and value in {1, "1"}:
            return Direction.HIGHER
        if is_sign and value in {-1, "-1"}:
            return Direction.LOWER
        word = self.one_of("direction", [one.value for one in Direction])
        return Direction(word) if word else None


def _is_missing(value: Any) -> bool:  # noqa: ANN401 - whatever a cell holds
    """Say whether a cell is empty, in a table of Python, pandas or NumPy."""
    if value is None or isinstance(value, str):
        return not (value and value.strip())
    try:
        return bool(value != value)  # noqa: PLR0124 - what is no number is not equal to itself
    except (
        TypeError,
        ValueError,
        ArithmeticError,
    ):  # pandas' NA is neither equal nor unequal to anything
        return type(value).__name__ == "NAType"


def _number(value: Any) -> float:  # noqa: ANN401 - whatever a cell holds
    match = (
        re.fullmatch(r"\s*(-?\d{1,15})\s*/\s*(\d{1,15})\s*", value)
        if isinstance(value, str)
        else None
    )
    if match is None:
        return float(value)
    return int(match[1]) / int(match[2]) if int(match[2]) else math.nan
