"""A criteria set from a table: one row for each node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from spi.errors import InvalidDocument
from spi.findings import Code, Finding, Path, errors_among, finding
from spi.model.answers import Asks, AsksNumber, AsksProgress, AsksYesNo
from spi.model.checks import check_criteria, locate
from spi.model.criteria_set import (
    CriteriaSet,
    Direction,
    FieldOfAction,
    Indicator,
    Kind,
    Rated,
    Topic,
)
from spi.model.rules import Mean, MeanKind, Rules
from spi.model.scales import Linear, Log, Options, Progress, Scale
from spi.model.table_row import Row
from spi.phrases import phrase, suggestion

_INNER = ("field", "topic")
MOST_LEVELS = 40
"""How deep fields and topics may be nested."""
_OF_INNER = ("mean", "p", "k", "min_coverage")
_OF_LEAF = (
    "question", "scale", "worst", "best", "minimum", "maximum", "unit", "steps", "direction", "core",
)  # fmt: skip
_SAYS_NOTHING = phrase("an empty cell: this column says nothing about such a row")
_SCALES = ("linear", "log", "yes-no", "progress", "rating")


def from_table(rows: Iterable[Mapping[str, Any]], *, key: str = "table") -> CriteriaSet:
    """Make a set from one row per node (see `CriteriaSet.from_table`)."""
    given: list[Any] = list(rows)
    findings = [
        finding(Code.WRONG_TYPE, "rows", i, found=row, expected=phrase("a mapping"))
        for i, row in enumerate(given)
        if not isinstance(row, Mapping)
    ]
    table = [Row(i, row) for i, row in enumerate(given) if isinstance(row, Mapping)]
    made = _Table(table, key).criteria()
    findings += [one for row in table for one in (*row.once(), *row.unknown_columns())]
    broken = {str(row.get("key")) for row in table if row.findings}
    further = errors_among(_shown(made, check_criteria(made)))
    findings += [one for one in further if not _follows(one, broken)]
    if findings:
        raise InvalidDocument(findings)
    return made


_FOLLOWS = frozenset({Code.NO_CHILDREN, Code.ALL_WEIGHTS_ZERO})
"""What a broken row may bring about elsewhere."""


def _follows(one: Finding, broken: set[Any]) -> bool:
    """Say whether something is wrong only because a row is."""
    return bool(broken) and (one.code in _FOLLOWS or bool(one.path and one.path[0] in broken))


def _shown(made: CriteriaSet, found: Iterable[Finding]) -> Iterator[Finding]:
    """Give findings with the key of the node instead of its place in the tree."""
    places = sorted(locate(made), key=lambda one: -len(one[0]))
    for one in found:
        path: Path = one.path
        for place, node in places:
            if one.path[: len(place)] == place:
                path = (node.key, *one.path[len(place) :])
                break
        yield Finding(
            code=one.code,
            path=path,
            arguments=one.arguments,
            severity=one.severity,
            place=one.place,
        )


class _Table:
    """All rows, put together into a tree."""

    def __init__(self, rows: list[Row], key: str) -> None:
        self.rows = rows
        self.own_key = key
        self.whole: Row | None = None
        self.below: dict[str | None, list[Row]] = {}
        self.keys: dict[str, Row] = {}
        for row in rows:
            self._place(row)

    def _place(self, row: Row) -> None:
        key, parent = row.key("key"), row.key("parent")
        parent = None if parent == self.own_key else parent
        if key == self.own_key and self.whole is None:
            self.whole = row
        elif row.get("key") is None:
            row.findings.append(
                finding(
                    Code.MISSING_ENTRY, *row.path("key"), found=phrase("an empty cell"), entry="key"
                )
            )
        elif key in self.keys:
            first = phrase("row %(n)s", n=self.keys[key].number + 1)
            row.findings.append(
                finding(Code.DUPLICATE_KEY, *row.path("key"), found=key, first=first)
            )
        elif key:
            self.keys[key] = row
            self.below.setdefault(parent, []).append(row)

    def criteria(self) -> CriteriaSet:
        for parent, rows in self.below.items():
            if parent is not None and (
                parent not in self.keys or not self._is_inner(self.keys[parent])
            ):
                self._unknown_parent(parent, rows)
        self._look_at_lost(self._reached())
        tops = self.below.get(None, [])
        if self.whole:
            self.whole.one_of("kind", ["whole"])
            self.whole.only_for(("parent", "weight", *_OF_LEAF), _SAYS_NOTHING)
        return CriteriaSet(
            key=self.own_key,
            label=self.whole.local_text("label") if self.whole else None,
            whole=_rules(self.whole) if self.whole else Rules(),
            fields=tuple(self._topic(row, FieldOfAction) for row in tops if self._is_inner(row)),
            indicators=tuple(self._leaf(row) for row in tops if not self._is_inner(row)),
        )

    def _unknown_parent(self, parent: str, rows: Iterable[Row]) -> None:
        for row in rows:
            row.findings.append(
                finding(
                    Code.UNKNOWN_KEY, *row.path("parent"), found=parent, kind="node",
                    suggestion=suggestion(parent, [key for key in self.keys if key != parent]),
                )
            )  # fmt: skip

    def _reached(self) -> set[str]:
        """Return the keys of all rows that stand below the whole, no deeper than is allowed."""
        reached: set[str] = set()
        todo = [(row, 1) for row in self.below.get(None, [])]
        while todo:
            row, depth = todo.pop()
            key = row.key("key") or ""
            below = self.below.get(key, [])
            reached.add(key)
            if depth > MOST_LEVELS and below:
                deep = phrase("more than %(n)s levels", n=MOST_LEVELS)
                row.findings.append(
                    finding(Code.TOO_DEEP, *row.path("key"), found=deep, limit=MOST_LEVELS)
                )
                self.below[key] = []
            else:
                todo += [(one, depth + 1) for one in below]
        return reached

    def _look_at_lost(self, reached: set[str]) -> None:
        """Read the rows that stand nowhere in the tree, so that what is wrong with them is told."""
        circular = []
        for row in self.rows:
            key = row.key("key")
            if row is self.whole or (key in reached and self.keys.get(key or "") is row):
                continue
            if key in self.keys and self.keys[key] is row and row.key("parent") in self.keys:
                circular.append(row)
            row.number_in("weight", 0)
            for name in ("label", "short", "question"):
                row.local_text(name)
            if self._is_inner(row):
                _rules(row)
            else:
                _ways(row)
                row.direction()
                row.claim("core")
        deep = any(one.code is Code.TOO_DEEP for row in self.rows for one in row.findings)
        if circular and not deep and not any(row.findings for row in circular):
            names = ", ".join(str(row.key("key")) for row in circular)
            circular[0].findings.append(
                finding(
                    Code.RULE_CYCLE, *circular[0].path("parent"),
                    found=phrase("a cycle: %(cycle)s", cycle=names), cycle=names,
                )
            )  # fmt: skip

    def _is_inner(self, row: Row) -> bool:
        kind = row.one_of("kind", [*_INNER, *(one.value for one in Kind)])
        return kind in _INNER if kind else row.key("key") in self.below

    def _topic(self, row: Row, made: type[Topic]) -> Any:  # noqa: ANN401 - a topic or field
        below = self.below.get(row.key("key"), [])
        row.only_for(_OF_LEAF, _SAYS_NOTHING)
        return made(
            key=row.key("key") or "",
            label=row.local_text("label"),
            short=row.local_text("short"),
            weight=row.number_in("weight", 0),
            rules=_rules(row),
            topics=tuple(self._topic(one, Topic) for one in below if self._is_inner(one)),
            indicators=tuple(self._leaf(one) for one in below if not self._is_inner(one)),
        )

    def _leaf(self, row: Row) -> Indicator:
        kind = row.one_of("kind", [*_INNER, *(one.value for one in Kind)])
        row.only_for(_OF_INNER, _SAYS_NOTHING)
        answer, scale, rating = _ways(row)
        weight = row.number_in("weight", 0)
        return Indicator(
            key=row.key("key") or "",
            kind=Kind(kind) if kind and kind not in _INNER else Kind.STATISTIC,
            label=row.local_text("label"),
            short=row.local_text("short"),
            question=row.local_text("question"),
            answer=answer,
            scale=scale,
            rating=rating,
            direction=row.direction(),
            weight=1.0 if weight is None else weight,
            core=row.claim("core"),
        )


def _rules(row: Row) -> Rules:
    kind = row.one_of("mean", [one.value for one in MeanKind])
    mean = None
    if kind:
        mean = Mean(kind=MeanKind(kind), p=row.number_in("p", -100, 100), k=row.whole("k"))
    return Rules(mean=mean, min_coverage=row.number_in("min_coverage", 0, 1))


def _ways(row: Row) -> tuple[Asks | None, Scale | None, Rated | None]:
    """Return what is asked, the scale, and the rating of an indicator."""
    worst, best = row.number_in("worst"), row.number_in("best")
    is_line = row.get("worst") is not None or row.get("best") is not None
    word = row.one_of("scale", _SCALES) or ("linear" if is_line else None)
    number = AsksNumber(
        unit=row.text("unit"), minimum=row.number_in("minimum"), maximum=row.number_in("maximum")
    )
    if word not in {"linear", "log"}:
        row.only_for(("worst", "best"), _SAYS_NOTHING)
    if word != "rating":
        row.only_for(("steps",), _SAYS_NOTHING)
    match word:
        case "linear" | "log":
            return number, _line(row, word, worst, best), None
        case "yes-no":
            good = row.direction() is not Direction.LOWER
            points = {"yes": 100.0 if good else 0.0, "no": 0.0 if good else 100.0}
            return AsksYesNo(), Options(points=points), None
        case "progress":
            return AsksProgress(), Progress(), None
        case "rating":
            return None, None, Rated(steps=row.whole("steps", 2) or 5)
    return number, None, None


def _line(row: Row, word: str, worst: float | None, best: float | None) -> Scale | None:
    for name, value in (("worst", worst), ("best", best)):
        if row.get(name) is None and row.get("scale") not in {"yes-no", "progress", "rating"}:
            row.findings.append(
                finding(
                    Code.MISSING_ENTRY, *row.path(name), found=phrase("an empty cell"), entry=name
                )
            )
        elif value is not None and word == "log" and value <= 0:
            limits = phrase("above %(limit)s", limit=0)
            row.findings.append(
                finding(Code.OUT_OF_RANGE, *row.path(name), found=value, range=limits)
            )
            return None
    if worst is None or best is None:
        return None
    return Linear(worst=worst, best=best) if word == "linear" else Log(worst=worst, best=best)
