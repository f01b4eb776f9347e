"""Whether sums over overlapping sets of people can be combined into one about a few of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

PRIME = 2**61 - 1
"""Ranks are computed modulo this prime: exact for tables of zeros and ones as small as these."""


def tells_of_few(rows: Sequence[Sequence[int]], sizes: Sequence[int], least: int) -> bool:
    """Say whether a combination of sums depends on one to *least* − 1 people only.

    Args:
        rows: Known sums: for each camp of people 1 if it is in the sum, else 0.
        sizes: How many people are in each camp; whoever is in one is in the same sums.
        least: How many people are enough.

    Everybody, and five of the seven: the difference tells of two.

    >>> tells_of_few([[1, 1], [1, 0]], [5, 2], 3)
    True
    >>> tells_of_few([[1, 1, 1], [1, 0, 0], [0, 1, 0]], [5, 4, 3], 3)
    False
    """
    total = rank(rows)
    for few in _few(sizes, least):
        without = [[one for i, one in enumerate(row) if i not in few] for row in rows]
        if rank(without) < total:  # a combination that is zero everywhere else
            return True
    return False


def _few(sizes: Sequence[int], least: int) -> Iterator[frozenset[int]]:
    """Give sets of camps with fewer than *least* people, as large as they can be."""
    small = [i for i, size in enumerate(sizes) if 0 < size < least]
    for count in range(1, least):
        for some in combinations(small, count):
            people = sum(sizes[i] for i in some)
            others = (sizes[i] for i in small if i not in some)
            if people < least and all(people + one >= least for one in others):
                yield frozenset(some)


def rank(rows: Sequence[Sequence[int]]) -> int:
    """Return how many of the rows are independent of each other."""
    left = [[one % PRIME for one in row] for row in rows]
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        inverse = pow(pivot[column], -1, PRIME)
        left = [
            _less(row, pivot, row[column] * inverse % PRIME) if row[column] else row for row in left
        ]
        found += 1
    return found


def _less(row: Sequence[int], pivot: Sequence[int], times: int) -> list[int]:
    return [(a - times * b) % PRIME for a, b in zip(row, pivot, strict=True)]
