"""What published figures answer: the columns of communes.csv as answers to alpine-figures.

Standard library only. Every script of the examples takes its answers from here, so that a
figure is read in one way only. An answer is plain data, as in a dossier file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

COMMUNES = Path(__file__).parent / "communes.csv"
EARTH_RADIUS_KM = 6371.0088
RESIDENTS = "population_2015"  # nearest published year to the facilities of 2013

CENSUS, TAXES = "insee-comparateur", "insee-filosofi"
FACILITIES, ELECTION = "insee-bpe", "interieur-2017"

Row = Mapping[str, str]
Answer = dict[str, Any]

NOT_LISTED = "the commune is not listed in the inventory of facilities"


@dataclass(frozen=True)
class Number:
    """A published number; blank where it is secret."""

    column: str
    source: str = TAXES
    period: str = "2021"

    def of(self, row: Row, _: Communes) -> Answer:
        """Answer for one commune."""
        if row[self.column] == "":
            return {"absent": "suppressed", "period": self.period, "source": self.source}
        value = _plain(float(row[self.column]))
        return {"value": value, "period": self.period, "source": self.source}


@dataclass(frozen=True)
class Ratio:
    """Sums of columns over each other; a column with a minus is taken away."""

    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = (RESIDENTS,)
    source: str = FACILITIES
    period: str = "2013"

    def of(self, row: Row, _: Communes) -> Answer:
        """Answer for one commune."""
        over, under = total(row, self.numerator), total(row, self.denominator)
        if over is None or under is None:
            return unlisted()
        fraction = {"numerator": _plain(over), "denominator": _plain(under)}
        return {"value": fraction, "period": self.period, "source": self.source}


@dataclass(frozen=True)
class Present:
    """Whether any of some facilities is recorded."""

    columns: tuple[str, ...]

    def of(self, row: Row, _: Communes) -> Answer:
        """Answer for one commune."""
        count = total(row, self.columns)
        return unlisted() if count is None else recorded(count > 0)


@dataclass(frozen=True)
class Nearest:
    """How many kilometres it is, as the crow flies, to a commune with a facility."""

    columns: tuple[str, ...]

    def of(self, row: Row, communes: Communes) -> Answer:
        """Answer for one commune."""
        if total(row, self.columns) is None:
            return unlisted()
        return recorded(_plain(round(communes.distance(row, self.columns), 1)))


@dataclass(frozen=True)
class Kinds:
    """Which of several kinds are recorded: all of them, or the first only."""

    options: Mapping[str, tuple[str, ...]]
    otherwise: str | None = None

    def of(self, row: Row, _: Communes) -> Answer:
        """Answer for one commune."""
        if total(row, next(iter(self.options.values()))) is None:
            return unlisted()
        there = [key for key, columns in self.options.items() if total(row, columns)]
        return recorded(there if self.otherwise is None else [*there, self.otherwise][0])


def unlisted() -> Answer:
    """Return the answer of a commune that the inventory of facilities does not list."""
    return {
        "absent": "unanswered",
        "reason": NOT_LISTED,
        "period": "2013",
        "source": FACILITIES,
    }


def recorded(value: object) -> Answer:
    """Return an answer from the inventory of facilities."""
    return {"value": value, "period": "2013", "source": FACILITIES}


def total(row: Row, columns: Sequence[str]) -> float | None:
    """Return the sum of some columns, or ``None`` where one is blank."""
    if any(row[name.removeprefix("-")] == "" for name in columns):
        return None
    return sum(
        -float(row[name[1:]]) if name.startswith("-") else float(row[name]) for name in columns
    )


def _plain(number: float) -> float | int:
    return int(number) if number == int(number) else number


def _2013(*kinds: str) -> tuple[str, ...]:
    return tuple(f"bpe2013_{kind}" for kind in kinds)


def _kept(*kinds: str) -> Ratio:
    later, earlier = _2013(*kinds), tuple(f"bpe2009_{kind}" for kind in kinds)
    return Ratio(later, earlier, period="2009/2013")


def _census(*numerator: str, of: str, period: str = "2021") -> Ratio:
    return Ratio(numerator, (of,), CENSUS, period)


SCHOOLS = ("nursery_school", "primary_school")
SECONDARY = ("lower_secondary_school", "upper_secondary_school")
PROFESSIONS = ("general_practitioner", "dentist", "nurse", "physiotherapist", "midwife", "pharmacy")
SHOPS = ("bakery", "butcher", "small_grocery", "supermarket", "bank")

ANSWERS: dict[str, Number | Ratio | Present | Nearest | Kinds] = {
    "stat-population": Number("population_2021", CENSUS),
    "stat-density": _census("population_2021", of="area_km2"),
    "stat-household-size": _census("population_2021", of="households_2021"),
    "stat-working-age": _census("pop_15_64_2021", of="population_2021"),
    "stat-natural-balance": _census(
        "births_2022", "-deaths_2022", of="population_2021", period="2022"
    ),
    "stat-pensions": Number("pension_income_share_2021_pct"),
    "stat-facilities": Ratio(_2013("total")),
    "adm-police": Nearest(_2013("police_gendarmerie")),
    "adm-finance-office": Nearest(_2013("public_finance_office")),
    "adm-service-point": Nearest(_2013("public_service_house", "public_internet_space")),
    "par-turnout": Number("turnout_presidential_2017_r1_pct", ELECTION, "2017-04-23"),
    "hou-benefit": Number("housing_benefit_share_2021_pct"),
    "hou-population-change": _census(
        "population_2021", "-population_2015", of="population_2015", period="2015/2021"
    ),
    "hou-estate-agencies": Ratio(_2013("estate_agency")),
    "edu-childcare": Nearest(_2013("childcare_preschool")),
    "edu-school": Present(_2013(*SCHOOLS)),
    "edu-lower-secondary": Nearest(_2013("lower_secondary_school")),
    "edu-upper-secondary": Nearest(_2013("upper_secondary_school")),
    "edu-adult-training": Nearest(_2013("adult_training")),
    "edu-schools-kept": _kept(*SCHOOLS, *SECONDARY),
    "emp-unemployment": _census("unemployed_15_64_2021", of="active_15_64_2021"),
    "emp-activity": _census("active_15_64_2021", of="pop_15_64_2021"),
    "emp-income": Number("median_income_2021_eur"),
    "emp-poverty": Number("poverty_rate_2021_pct"),
    "emp-job-centre": Nearest(_2013("job_centre")),
    "emp-sheltered-work": Present(_2013("sheltered_work")),
    "hea-gp-near": Nearest(_2013("general_practitioner")),
    "hea-gp": Ratio(_2013("general_practitioner")),
    "hea-nurse": Ratio(_2013("nurse")),
    "hea-physiotherapist": Ratio(_2013("physiotherapist")),
    "hea-dentist": Ratio(_2013("dentist")),
    "hea-pharmacy": Present(_2013("pharmacy")),
    "hea-midwife": Present(_2013("midwife")),
    "hea-emergency": Nearest(_2013("emergency_unit")),
    "hea-elderly-home": Nearest(_2013("elderly_home")),
    "hea-home-care": Present(_2013("elderly_home_care")),
    "hea-disability-services": Present(_2013("disabled_services")),
    "hea-professions-kept": _kept(*PROFESSIONS),
    "mob-daily": Kinds(
        {
            "bread": _2013("bakery"),
            "food": _2013("small_grocery", "supermarket"),
            "meat": _2013("butcher"),
        }
    ),
    "mob-post": Kinds(
        {"office": _2013("post_office"), "relay": _2013("post_relay")}, otherwise="none"
    ),
    "mob-supermarket": Nearest(_2013("supermarket")),
    "mob-bank": Present(_2013("bank")),
    "mob-petrol": Present(_2013("petrol_station")),
    "mob-taxi": Present(_2013("taxi")),
    "mob-rail": Nearest(_2013("rail_station")),
    "mob-shops-kept": _kept(*SHOPS),
    "cul-cinema": Nearest(_2013("cinema")),
    "cul-theatre": Nearest(_2013("theatre")),
    "cul-pool": Nearest(_2013("swimming_pool")),
    "cul-sports-ground": Present(_2013("sports_ground")),
    "cul-bookshop": Present(_2013("bookshop_press")),
    "int-reintegration": Present(_2013("social_reintegration_housing")),
    "int-asylum-centre": Present(_2013("asylum_reception_centre")),
}
"""Indicator to the columns that answer it; the questions for the working group are not there."""


class Communes:
    """All communes of the file, by code."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Take the rows of communes.csv."""
        self.rows = {row["lau_code"]: row for row in rows}
        self._sites: dict[tuple[str, ...], list[tuple[float, float, float]]] = {}

    def answers(self, code: str) -> dict[str, Answer]:
        """Return what the figures answer for one commune, by indicator."""
        return {key: how.of(self.rows[code], self) for key, how in ANSWERS.items()}

    def of_departement(self, departement: str) -> Iterator[str]:
        """Give the codes of the communes of one département."""
        return (code for code, row in self.rows.items() if row["departement"] == departement)

    @cached_property
    def points(self) -> dict[str, tuple[float, float, float]]:
        """Return the centre of each commune as a point on the unit sphere."""
        return {code: _point(row) for code, row in self.rows.items()}

    def distance(self, row: Row, columns: tuple[str, ...]) -> float:
        """Return the kilometres to the nearest commune that has one of some facilities."""
        if total(row, columns):
            return 0.0
        x, y, z = self.points[row["lau_code"]]
        chord = min((x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2 for a, b, c in self._with(columns))
        return 2 * EARTH_RADIUS_KM * asin(sqrt(chord) / 2)

    def _with(self, columns: tuple[str, ...]) -> list[tuple[float, float, float]]:
        if columns not in self._sites:
            self._sites[columns] = [
                self.points[code] for code, row in self.rows.items() if total(row, columns)
            ]
        return self._sites[columns]


def _point(row: Row) -> tuple[float, float, float]:
    north, east = radians(float(row["lat"])), radians(float(row["lon"]))
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def read_communes(path: Path = COMMUNES) -> Communes:
    """Read communes.csv; codes stay text."""
    with path.open(encoding="utf-8", newline="") as file:
        return Communes(list(csv.DictReader(file)))
