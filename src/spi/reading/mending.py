"""Data without what is broken in them, so that the rest can be checked in the same go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, Generic, TypeVar

from attrs import evolve, field, frozen

from spi.codec import from_plain
from spi.errors import InvalidDocument
from spi.findings import Code, Finding, Path
from spi.phrases import Phrase, describe, phrase
from spi.reading.guarded import value_at
from spi.reading.stopgaps import stopgap

T = TypeVar("T")

MOST_ROUNDS = 8
"""How often something is taken out; what is then still broken is broken in its frame."""

_WAY_TO_POINTS = frozenset({"key", "kind", "answer", "scale", "rating", "basis", "direction"})
"""Entries of an indicator that hang together: with one of them broken it is only shown."""

_FOLLOWS = frozenset({Code.UNKNOWN_KEY, Code.NO_CHILDREN, Code.ALL_WEIGHTS_ZERO})
"""What the lack of something that is broken may bring about elsewhere."""

_HOPELESS = frozenset({Code.TOO_DEEP, Code.NEWER_SCHEMA})
NUMBER = "number %(n)s"
"""How a finding names an earlier item of a list."""
_GONE = object()


@frozen
class Mended(Generic[T]):
    """What could be made of the rest.

    Attributes:
        lost: Names of what was taken out.
        entries: The same as paths in the whole.
        kept: Of each list that lost something: which positions are still there.
        stopgaps: Paths in the whole at which something stands in for what is missing.
    """

    thing: T
    data: Any = field(repr=False)
    lost: frozenset[str] = frozenset()
    entries: frozenset[Path] = frozenset()
    kept: Mapping[int, list[int]] = field(factory=dict, repr=False)
    stopgaps: frozenset[Path] = frozenset()

    def as_written(self, found: Iterable[Finding]) -> list[Finding]:
        """Return findings about the rest with the paths that the whole has; none that only follow."""
        return [self._as_written(one) for one in found if not self._follows(one)]

    def _as_written(self, one: Finding) -> Finding:
        first = one.arguments.get("first")
        if isinstance(first, Phrase) and first.template == NUMBER:  # a position counts, too
            step = next((i for i, part in enumerate(one.path) if isinstance(part, int)), 0)
            earlier = (*one.path[:step], int(first.values["n"]) - 1)
            number = int(self.written(earlier)[-1]) + 1
            one = evolve(one, arguments={**one.arguments, "first": phrase(NUMBER, n=number)})
        return evolve(one, path=self.written(one.path))

    def _follows(self, one: Finding) -> bool:
        if self.written(one.path) in self.stopgaps:
            return True
        if one.code is Code.MISSING_ENTRY:
            entry = one.arguments.get("entry", "")
            return (*self.written(one.path), entry) in self.entries
        if one.code not in _FOLLOWS or not (self.lost or self.kept):
            return False
        if one.code is Code.UNKNOWN_KEY:
            return any(one.found in {key, describe(key)} for key in self.lost)
        here = self.written(one.path)
        return any(gone[: len(here)] == here for gone in self.entries)

    def written(self, path: Path) -> Path:
        """Return the path that something has in the whole."""
        return _written(path, self.data, self.kept)


def _written(path: Path, at: Any, kept: Mapping[int, list[int]]) -> Path:  # noqa: ANN401 - plain data
    written: list[str | int] = []
    for step in path:
        there = kept.get(id(at), ())
        moved = isinstance(step, int) and step < len(there)
        written.append(there[int(step)] if moved else step)
        at = value_at(at, (step,))
    return tuple(written)


def mended(data: Mapping[str, Any], kind: type[T], found: Iterable[Finding]) -> Mended[T] | None:
    """Return what can be made of data without their broken parts; ``None`` where nothing can.

    The smallest part is taken out that an error points to; if what holds it cannot do without,
    something stands in for it, or that is taken out as well, and so on. An indicator with a broken
    scale or answer stays, but is only shown.
    """
    wrong = list(found)
    if any(one.code in _HOPELESS for one in wrong):
        return None
    mending = _Mending(deepcopy(dict(data)), kind)
    for _ in range(MOST_ROUNDS):
        if not mending.takes_out(wrong):
            return None
        try:
            made = from_plain(mending.data, kind)
        except InvalidDocument as still:
            wrong = list(still.findings)
        else:
            return mending.mended(made)
    return None


class _Mending:
    """One document, and what was taken out of it."""

    def __init__(self, data: dict[str, Any], kind: type) -> None:
        self.data = data
        self.kind = kind
        self.lost: set[str] = set()
        self.entries: set[Path] = set()
        self.kept: dict[int, list[int]] = {}
        self.stopgaps: set[Path] = set()

    def mended(self, made: T) -> Mended[T]:
        """Return what was made of the rest."""
        return Mended(
            made,
            self.data,
            frozenset(self.lost),
            frozenset(self.entries),
            dict(self.kept),
            frozenset(self.stopgaps),
        )

    def takes_out(self, wrong: Iterable[Finding]) -> bool:
        """Take out what findings point to; say whether that is possible."""
        rest = [one for one in wrong if not self._stands_in(one)]
        paths = {_part(one) for one in rest}
        if not all(paths):
            return False
        lists: list[list[Any]] = []
        done = [self._take_out(path, lists) for path in sorted(paths, key=len, reverse=True)]
        for one in lists:
            self._close(one)
        return all(done)

    def _stands_in(self, one: Finding) -> bool:
        """Put something in the place of what an object cannot do without; say whether it is."""
        holder = value_at(self.data, one.path)
        if not isinstance(holder, dict):
            return False
        names = _needed(one)
        there = [name for name in names if name in holder]
        for name in there[1:]:
            del holder[name]
        if not there:
            there = [name for name in names if self._put(holder, one.path, name)][:1]
        return bool(there)

    def _put(self, holder: dict[str, Any], path: Path, name: str) -> bool:
        value = stopgap(self.kind, path, name)
        if value is not None:
            holder[name] = value
            self.stopgaps.add(_written((*path, name), self.data, self.kept))
        return value is not None

    def _take_out(self, path: Path, lists: list[list[Any]]) -> bool:
        at: Any = self.data
        for i, step in enumerate(path[:-1]):
            if not isinstance(at, list | dict | None):  # written short: what holds it is a word
                return self._take_out(path[:i], lists)
            at = value_at(at, (step,))
        last = path[-1]
        if not isinstance(at, list | dict | None) and at is not _GONE:
            return self._take_out(path[:-1], lists)
        part = value_at(at, (last,))
        if isinstance(at, list) and isinstance(last, int) and last < len(at):
            if path[-2:-1] == ("indicators",) and not _is_only_shown(part):
                at[last] = _only_shown(part)
                return True
            at[last] = _GONE
            lists.append(at)
            self.entries.add(_written(path, self.data, self.kept))
            self._note(part)
            return True
        if isinstance(at, dict) and last in at:
            self.entries.add(_written(path, self.data, self.kept))
            self.lost.add(str(last))
            self._note(part)
            del at[last]
            return True
        return at is None or at is _GONE  # already gone, with something around it

    def _note(self, part: Any) -> None:  # noqa: ANN401 - plain data
        key = part.get("key") if isinstance(part, Mapping) else part
        if isinstance(key, str):
            self.lost.add(key)

    def _close(self, one: list[Any]) -> None:
        before = self.kept.get(id(one), list(range(len(one))))
        there = [i for i, part in enumerate(one) if part is not _GONE]
        if len(there) < len(one):
            self.kept[id(one)] = [before[i] for i in there]
            one[:] = [one[i] for i in there]


def _needed(one: Finding) -> list[str]:
    """Return the entries of which an object lacks one, or has too many."""
    expected = one.arguments.get("expected")
    if one.code is Code.MISSING_ENTRY:
        return [str(one.arguments.get("entry"))]
    if one.code is Code.NOT_TOGETHER and isinstance(expected, Phrase):
        return str(expected.values.get("names", "")).split(", ")
    return []


def _part(one: Finding) -> Path:
    """Return the path of the smallest part that can be done without; empty for all of it."""
    path = one.path
    for i in range(len(path) - 1, 1, -1):
        if path[i - 2] == "indicators" and path[i] in _WAY_TO_POINTS:
            return path[:i]
    return path


_SHOWN: Mapping[str, Any] = {"answer": "number", "direction": "neutral"}


def _only_shown(indicator: Any) -> dict[str, Any]:  # noqa: ANN401 - plain data
    """Return an indicator of which nothing is known but its key."""
    key = indicator.get("key") if isinstance(indicator, Mapping) else None
    return {**_SHOWN, "key": key} if isinstance(key, str) else dict(_SHOWN)


def _is_only_shown(indicator: Any) -> bool:  # noqa: ANN401 - plain data
    if not isinstance(indicator, Mapping):
        return False
    return {name: value for name, value in indicator.items() if name != "key"} == _SHOWN
