"""Plain data with something wrong in it, made of data that are right."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from typing import Any

Plain = Any
Path = tuple[str | int, ...]

STRANGE: tuple[Plain, ...] = (
    *(None, True, False, 0, 1, -1, 5, 101, 2021, 99999, 1.5, -0.5, 5.0, 1e300, math.nan, math.inf),
    *(
        "",
        "x",
        "hou-rent",
        "Not A Key",
        "de",
        "de-CH",
        "de_AT",
        "Deutsch",
        "12",
        "1/2",
        "-1/2",
        "1/0",
    ),
    *("2021", "2021-05", "2021-13", "2021/2015", "2015/2021", "2026-03-05", "2026-02-30", "0000"),
    *("number", "linear", "yes", "no", "higher", "arithmetic", "statistic", "cannot-say", "a\x00b"),
    *([], [1], ["a"], ["A"], [[1, 2]], [[1, 101]], [["1/2", 0]], [{}], [None], [True], [1.5, 2]),
    *({}, {"x": 1}, {"X": 1}, {"de": "x"}, {"": "x"}, {"source": "x", "sl": "y"}, {"de": 1}),
    *({"key": "a"}, {"type": "number"}, {"type": "linear", "worst": 1, "best": 2}, {"value": 1}),
    *({"absent": "unanswered"}, {"absent": "not-applicable"}, {"absent": "excluded"}, {"done": 2}),
    *({"done": "1/2"}, {"numerator": 1, "denominator": 2}, {"numerator": 1, "denominator": -2}),
    *(
        {"by": "a"},
        [{"by": "a"}],
        {"kind": "worst", "k": 0},
        {"kind": "power", "p": 2},
        {"all": []},
    ),
    *({"not": {"attribute": "x", "is": 1}}, {"attribute": "x", "in": ["a", 1, True]}, {"is": None}),
)
"""What may stand in any place, and is right in few."""


def paths_of(plain: Plain, path: Path = ()) -> Iterator[Path]:
    """Give the path to every part of plain data, the whole first."""
    yield path
    steps = (
        plain.items()
        if isinstance(plain, dict)
        else enumerate(plain)
        if isinstance(plain, list)
        else ()
    )
    for step, one in steps:
        yield from paths_of(one, (*path, step))


def replaced(plain: Plain, path: Path, new: Plain) -> Plain:
    """Return a copy with something else at a path."""
    if not path:
        return new
    made = copy.deepcopy(plain)
    holder = made
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = new
    return made


def removed(plain: Plain, path: Path) -> Plain:
    """Return a copy without what stands at a path."""
    made = copy.deepcopy(plain)
    holder = made
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    return made


def renamed(plain: Plain, path: Path, name: str) -> Plain:
    """Return a copy in which an entry has another name."""
    made = copy.deepcopy(plain)
    holder = made
    for step in path[:-1]:
        holder = holder[step]
    value = holder.pop(path[-1])
    holder[name] = value
    return made
