"""Data without what is broken in them, so that the rest can be checked in the same go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from spi.findings import Code, Finding, Path


def mended(data: Mapping[str, Any], found: Iterable[Finding]) -> dict[str, Any] | None:
    """Return plain data without broken answers, indicators and unknown entries.

    A broken indicator is replaced by one that is only shown, so that its key stays known. ``None``
    where anything else is broken: what follows from that would be noise.
    """
    todo = {_broken_part(one) for one in found}
    if None in todo:
        return None
    made: dict[str, Any] = deepcopy(dict(data))
    # the last of a list first, so that positions stay right
    for path in sorted((one for one in todo if one), key=lambda one: (len(one), str(one))):
        _mend(made, path)
    return made


def _broken_part(one: Finding) -> Path | None:
    """Return the path of the smallest thing that can be done without."""
    path = one.path
    if one.code is Code.TOO_DEEP:
        return None
    for i, step in enumerate(path):
        if step == "answers" and path[:i][-1:] == ("assessment",) and len(path) > i + 1:
            return path[: i + 2]
        if step == "indicators" and len(path) > i + 1:
            return path[: i + 2]
    return path if one.code is Code.UNKNOWN_ENTRY and path else None


def _mend(data: Any, path: Path) -> None:  # noqa: ANN401 - plain data
    for step in path[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):  # already gone with something around it
            return
    last = path[-1]
    if isinstance(data, list) and isinstance(last, int) and last < len(data):
        data[last] = _only_shown(data[last])
    elif isinstance(data, dict):
        data.pop(last, None)


def _only_shown(indicator: Any) -> dict[str, Any]:  # noqa: ANN401 - plain data
    key = indicator.get("key") if isinstance(indicator, Mapping) else None
    shown = {"answer": "number", "direction": "neutral"}
    return {**shown, "key": key} if isinstance(key, str) else shown
