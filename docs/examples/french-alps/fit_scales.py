"""Fit the scales of alpine-figures to the published figures, and write the limits into its files.

Standard library only. Two things are computed from communes.csv: the limits of every scale that
says `fitted`, and the population below which an offer is not expected. Running it again changes
nothing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from figures import Answer, read_communes

CRITERIA = Path(__file__).parents[3] / "criteria" / "alpine-figures" / "2026"
SIZES = (0, 200, 500, 1000, 2000, 5000, 10_000, 20_000)
"""Lower ends of the classes of municipalities by residents."""
EXPECTED_FROM = 0.5
"""An offer is expected where at least this share of a class, and of each larger one, has it."""

ANSWERS = dict[str, dict[str, Answer]]


def quantile(values: Sequence[float], share: float) -> float:
    """Return a linear quantile.

    >>> quantile([1, 2, 4], 0.75)
    3.0
    """
    ordered = sorted(values)
    position = (len(ordered) - 1) * share
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def rounded(number: float) -> str:
    """Write a number with three significant digits.

    >>> rounded(19483.7), rounded(2.0049), rounded(-8.651)
    ('19500', '2', '-8.65')
    """
    return f"{float(f'{number:.3g}'):g}"


def values_of(key: str, block: str, answers: ANSWERS) -> list[float]:
    """Return the figures of all communes that have one and reach the minimum base."""
    per, least = (_number(block, name, default) for name, default in (("per", 1), ("min_base", 0)))
    found = []
    for of_commune in answers.values():
        value = of_commune[key].get("value")
        if isinstance(value, dict):
            if value["denominator"] and value["denominator"] >= least:
                found.append(per * value["numerator"] / value["denominator"])
        elif value is not None:
            found.append(float(value))
    return found


def _number(block: str, name: str, default: float) -> float:
    stated = re.search(rf"\b{name}: ([\d.]+)", block)
    return float(stated[1]) if stated else default


def with_limits(key: str, block: str, answers: ANSWERS) -> str:
    """Return an indicator's lines with the limits of its scale."""
    values = values_of(key, block, answers)
    low, high = (rounded(quantile(values, share)) for share in (0.05, 0.95))
    worst, best = (high, low) if "direction: lower" in block else (low, high)
    third = rounded(quantile(values, 0.75))
    for name, value in (
        ("worst", worst),
        ("best", best),
        ("units", str(len(values))),
        ("knots", f"[[{low}, 0], [0, 100], [{third}, 100], [{high}, 50]]"),
    ):
        block = re.sub(rf"(?m)^( +{name}: ).*$", rf"\g<1>{value}", block)
    return block


def with_threshold(key: str, block: str, answers: ANSWERS, residents: dict[str, int]) -> str:
    """Return an indicator's lines with the population below which it is not expected."""
    least = expected_from(lambda code: answers[code][key].get("value"), residents)
    return re.sub(r"(?<=\{attribute: population, below: )\d+", str(least), block)


def expected_from(value: Callable[[str], object], residents: dict[str, int]) -> int:
    """Return the population from which on every size class mostly has something.

    Args:
        value: The answer of a commune by its code; ``None`` where there is none.
        residents: Number of residents by code.
    """
    least = SIZES[-1]
    for low, high in reversed(list(zip(SIZES, (*SIZES[1:], sys.maxsize), strict=True))):
        found = [value(code) for code, count in residents.items() if low <= count < high]
        listed = [one not in (False, [], "none") for one in found if one is not None]
        if sum(listed) < EXPECTED_FROM * len(listed):
            break
        least = low
    return least


def refitted(text: str, answers: ANSWERS, residents: dict[str, int]) -> str:
    """Return the text of a field's file with everything that is computed."""
    blocks = re.split(r"(?m)^(?=  - key: )", text)
    for i, block in enumerate(blocks):
        named = re.match(r"  - key: (\S+)", block)
        if named and "\n      fitted:" in block:
            blocks[i] = with_limits(named[1], block, answers)
        elif named and "{attribute: population, below: " in block:
            blocks[i] = with_threshold(named[1], block, answers, residents)
    return "".join(blocks)


def main() -> None:
    """Refit every file of the set, and say which changed."""
    communes = read_communes()
    answers = {code: communes.answers(code) for code in communes.rows}
    residents = {code: int(row["population_2021"]) for code, row in communes.rows.items()}
    for path in sorted(CRITERIA.glob("[0-9]-*.yaml")):
        old = path.read_text(encoding="utf-8")
        new = refitted(old, answers, residents)
        if new != old:
            path.write_text(new, encoding="utf-8", newline="\n")
        print(f"{path.name}: {'changed' if new != old else 'as it was'}")


if __name__ == "__main__":
    main()
