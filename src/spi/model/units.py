"""Units of answers, and the stated factors between them."""

from __future__ import annotations

from spi.errors import UnknownKey

# unit -> (family, how many of the family's first unit it is)
UNITS: dict[str, tuple[str, float]] = {
    "share": ("share", 1.0),
    "percent": ("share", 0.01),
    "permille": ("share", 0.001),
    "minutes": ("time", 1.0),
    "hours": ("time", 60.0),
    "metres": ("length", 1.0),
    "kilometres": ("length", 1000.0),
    "square-metres": ("surface", 1.0),
    "hectares": ("surface", 10_000.0),
    "square-kilometres": ("surface", 1_000_000.0),
    "eur": ("euro", 1.0),
    "thousand-eur": ("euro", 1000.0),
}


def factor_between(given: str | None, wanted: str | None) -> float:
    """Return the factor that turns a figure in *given* into one in *wanted*.

    No unit given means the wanted one.

    Raises:
        UnknownKey: Nothing converts *given* to *wanted*.

    >>> factor_between("share", "percent")
    100.0
    """
    if given is None or given == wanted:
        return 1.0
    family, factor = UNITS.get(given, ("", 0.0))
    other_family, other_factor = UNITS.get(wanted or "", ("-", 1.0))
    if family != other_family:
        raise UnknownKey("unit", given, units_like(wanted))
    return factor / other_factor if other_factor else 0.0


def units_like(wanted: str | None) -> tuple[str, ...]:
    """Return the units that convert to *wanted*, itself first."""
    if wanted is None:
        return ()
    family = UNITS.get(wanted, ("-", 1.0))[0]
    return (
        wanted,
        *(name for name, (other, _) in UNITS.items() if other == family and name != wanted),
    )
