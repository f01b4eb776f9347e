"""Rules of combining: means, coverage, redistribution, caps, gates, factors."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import evolve, frozen

from spi.model import marks


class MeanKind(StrEnum):
    """How the scores of the parts become one."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"
    POWER = "power"
    MINIMUM = "minimum"
    WORST = "worst"


@frozen(kw_only=True)
class Mean:
    """A mean and its parameter.

    Attributes:
        kind: Which mean.
        p: Exponent of a power mean; 0 is the geometric mean, otherwise 0.01 ≤ abs(p) ≤ 100.
        k: How many of the lowest a ``worst`` mean takes.
    """

    kind: MeanKind = marks.part(MeanKind.ARITHMETIC)
    p: float | None = marks.number(default=None, at_least=-100, at_most=100)
    k: int | None = marks.number(default=None, at_least=1)

    @property
    def falls_to_zero(self) -> bool:
        """Whether one zero makes the whole zero, so that a floor makes sense."""
        power = self.kind is MeanKind.POWER and self.p is not None and self.p <= 0
        return power or self.kind in {MeanKind.GEOMETRIC, MeanKind.HARMONIC}


class Redistribution(StrEnum):
    """What happens to the weight of parts that do not apply."""

    RESCALE = "rescale"
    EQUAL = "equal"
    SHRINK = "shrink"


class Count(StrEnum):
    """What ``min_coverage`` is tested on."""

    WEIGHT = "weight"
    CHILDREN = "children"
    LEAVES = "leaves"


class Open(StrEnum):
    """What an open part does to the score of its parent."""

    LEAVE_OUT = "leave_out"
    ZERO = "zero"


@frozen(kw_only=True)
class Cap:
    """The score is never higher than that of another node."""

    by: str = marks.key()


@frozen(kw_only=True)
class Gate:
    """While another node does not reach *at_least*, the score is at most *limit*."""

    by: str = marks.key()
    at_least: float = marks.number(at_least=0, at_most=100)
    limit: float = marks.number(at_least=0, at_most=100)


@frozen(kw_only=True)
class Rules:
    """How a node combines its parts; what is not said is inherited from the set."""

    mean: Mean | None = marks.part(None)
    min_coverage: float | None = marks.number(default=None, at_least=0, at_most=1)
    count: Count | None = marks.part(None)
    redistribution: Redistribution | None = marks.part(None)
    floor: float | None = marks.number(default=None, above=0, at_most=100)
    cap: tuple[Cap, ...] = marks.parts()
    gate: tuple[Gate, ...] = marks.parts()

    def over(self, defaults: Rules) -> Rules:
        """Return these rules with what they do not say taken from *defaults*.

        Caps, gates and the floor belong to one node and are not inherited.
        """
        return evolve(
            self,
            mean=self.mean or defaults.mean,
            min_coverage=defaults.min_coverage if self.min_coverage is None else self.min_coverage,
            count=self.count or defaults.count,
            redistribution=self.redistribution or defaults.redistribution,
        )


@frozen(kw_only=True)
class Band:
    """From *at_least* upward the factor is *factor*."""

    at_least: float = marks.number()
    factor: float = marks.number(at_least=0)


@frozen(kw_only=True)
class Line:
    """A straight line through two points, clipped to its ends."""

    start: float = marks.number()
    end: float = marks.number()
    factor_at_start: float = marks.number(at_least=0)
    factor_at_end: float = marks.number(at_least=0)


@frozen(kw_only=True)
class Factor:
    """How an attribute of the area changes a weight; exactly one of the ways is given.

    Attributes:
        attribute: Name of the area's attribute.
        times: The factor is the attribute × this number.
        table: Word (or ``yes``, ``no``) to factor; another word is as if absent.
        bands: Bands in ascending order; below the first the factor is 1.
        line: A clipped line.
    """

    attribute: str = marks.text(form=marks.Form.CODE)
    times: float | None = marks.number(default=None, at_least=0)
    table: Mapping[str, float] | None = marks.table(None)
    bands: tuple[Band, ...] = marks.parts()
    line: Line | None = marks.part(None)
