"""Who reads, and what each audience may see."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen


class Audience(StrEnum):
    """Who reads."""

    PUBLIC = "public"
    COUNCIL = "council"
    WORKING_GROUP = "working-group"
    OFFICE = "office"


@frozen(kw_only=True)
class Policy:
    """What one audience may see.

    Attributes:
        least: Counts of persons, and groups of raters, smaller than this are withheld.
        counts_of_persons: Whether small counts of persons are withheld at all.
        names: Whether it is seen who entered an answer.
        needs_release: Whether the municipality must have decided to show the results.
        decimals: How many decimals numbers have as soon as something is withheld; ``None`` for all.
    """

    least: int = 3
    counts_of_persons: bool = True
    names: bool = False
    needs_release: bool = False
    decimals: int | None = 1


POLICIES: Mapping[Audience, Policy] = {
    Audience.PUBLIC: Policy(needs_release=True),
    Audience.COUNCIL: Policy(),
    Audience.WORKING_GROUP: Policy(),
    Audience.OFFICE: Policy(counts_of_persons=False, names=True),
}
