"""An attack: what can be computed from all numbers that one audience sees?

Every number that is published is a function of the answers that are withheld. Each of them is moved
by a little, one after the other; how all published numbers move with it makes one column of a
table. An answer is given away if the table tells its movement from that of all others: if the row
that is 1 at this answer, and 0 elsewhere, is a sum of multiples of the table's rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

import spi
from builders import an_answer
from spi.codec.explanations import reason_to_plain
from spi.disclosure import POLICIES, Audience, Disclosed, disclose
from spi.language import words
from spi.usecases.reporting import scorecard_plain

STEP = 1e-5
NOTHING = 1e-4


class Unsteady(Exception):  # noqa: N818 - it is no fault
    """A little more or less makes another scorecard: two parts are as good as equal."""


def given_away(
    dossier: spi.Dossier,
    criteria: spi.CriteriaSet,
    secret: str,
    audience: str = "council",
    *,
    views: Sequence[Mapping[str, str]] = (),
) -> bool:
    """Say whether the answer to an indicator can be computed from what is published.

    Args:
        dossier: The answers.
        criteria: The rules.
        secret: Key of the indicator.
        audience: Who attacks.
        views: What else is published of the same dossier: on another basis, for a target group.
    """

    # rounded numbers would not move at all: without rounding it must hold, too
    policy = evolve(POLICIES[Audience(audience)], decimals=None)

    def all_published(dossier: spi.Dossier) -> dict[str, float]:
        found = {}
        for view in ({}, *views):
            shown = disclose(spi.score(dossier, criteria, **view), audience, policy)
            found |= {f"{sorted(view.items())} {path}": n for path, n in published(shown).items()}
        return found

    shown = disclose(spi.score(dossier, criteria), audience)
    unknown = [
        leaf.key
        for leaf in criteria.leaves()
        if shown.is_withheld(leaf.key) and leaf.key in dossier.assessment.answers
    ]
    assert secret in unknown
    now = all_published(dossier)
    columns = []
    for key in unknown:
        less, more = (all_published(_moved(dossier, key, by)) for by in (-STEP, STEP))
        if not less.keys() == more.keys() == now.keys():
            raise Unsteady
        columns.append([(more[path] - less[path]) / (2 * STEP) for path in less])
    table = [list(row) for row in zip(*columns, strict=True) if any(map(_counts, row))]
    wanted = [float(key == secret) for key in unknown]
    return rank(table) == rank([*table, wanted])


def _moved(dossier: spi.Dossier, key: str, by: float) -> spi.Dossier:
    value = dossier.assessment.answers[key].value
    assert isinstance(value, int | float)
    return dossier.with_answer(key, an_answer(value + by))


def _counts(number: float) -> bool:
    return abs(number) > NOTHING


def published(shown: Disclosed) -> dict[str, float]:
    """Give every number that is published, by where it stands."""
    plain = {
        "scores": scorecard_plain(shown, words()),
        "reasons": reason_to_plain(shown.explain()),
        "potentials": shown.potentials(),
        "widths": shown.open_widths(),
        "alone": {key: reason_to_plain(shown.explain(key)) for key in shown.card.nodes},
    }
    return dict(numbers(plain))


def numbers(thing: object, path: str = "") -> Iterator[tuple[str, float]]:
    """Give all numbers in plain data; the answers themselves stand in no equation."""
    match thing:
        case bool() | None | str():
            return
        case int() | float():
            yield path, float(thing)
        case Mapping():
            for name, one in thing.items():
                yield from numbers(one, f"{path}.{name}")
        case list() | tuple():
            for i, one in enumerate(thing):
                yield from numbers(one, f"{path}[{i}]")


def rank(table: list[list[float]]) -> int:
    """Count the rows that are no sum of multiples of others."""
    left = [row[:] for row in table]
    found = 0
    for column in range(len(table[0]) if table else 0):
        pivot = max(left, key=lambda row: abs(row[column]), default=None)
        if pivot is None or not _counts(pivot[column]):
            continue
        left.remove(pivot)
        found += 1
        left = [
            [a - row[column] / pivot[column] * b for a, b in zip(row, pivot, strict=True)]
            for row in left
        ]
    return found
