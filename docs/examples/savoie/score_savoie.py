"""Score the communes of Savoie with alpine-figures, and say how the fields are spread.

    python docs/examples/savoie/score_savoie.py [FILE.csv]

Writes one row per commune: its code, name and residents, and the score of the whole and of each
field; empty where there is none.
"""

from __future__ import annotations

import csv
import statistics
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import spi
from spi.model.period import Period
from spi.model.text import LocalText

sys.path.insert(0, str(Path(__file__).parents[1] / "french-alps"))

from figures import Communes, read_communes

SAVOIE = "73"
FILE = Path("build") / "savoie-scores.csv"
Table = list[dict[str, str | int | float | None]]


def answer_of(plain: Mapping[str, Any]) -> spi.Answer:
    """Return an answer of the model from plain data."""
    return spi.Answer(value=_value(plain), period=Period(plain["period"]), source=plain["source"])


def _value(plain: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever an answer may be
    match plain:
        case {"absent": "suppressed"}:
            return spi.Suppressed()
        case {"absent": _}:
            return spi.Unanswered(plain["reason"])
        case {"value": dict(fraction)}:
            return spi.Fraction(**fraction)
        case {"value": list(options)}:
            return tuple(options)
    return plain["value"]


def dossier_of(communes: Communes, code: str) -> spi.Dossier:
    """Return the dossier of one commune."""
    row = communes.rows[code]
    area = spi.Area(
        key=f"fr-{code.lower()}",
        name=LocalText.of(row["name"]),
        country="FR",
        code=code,
        attributes={"population": int(row["population_2021"])},
    )
    answers = {key: answer_of(plain) for key, plain in communes.answers(code).items()}
    assessment = spi.Assessment(answers=answers)
    return spi.Dossier(criteria="alpine-figures", area=area, assessment=assessment)


def score_all(communes: Communes, codes: Iterable[str]) -> Table:
    """Return one row per commune."""
    criteria = spi.load_criteria("alpine-figures")
    fields = [field.key for field in criteria.fields if field.number]
    rows: Table = []
    for code in codes:
        dossier = dossier_of(communes, code)
        card = spi.score(dossier, criteria)
        rows.append(
            {
                "code": code,
                "name": communes.rows[code]["name"],
                "population": int(communes.rows[code]["population_2021"]),
                criteria.key: card.score,
                **{key: card.node(key).score for key in fields},
            }
        )
    return rows


def summary(rows: Table) -> list[str]:
    """Return a table of how many communes have a score, and its quartiles."""
    lines = [f"{'':28} scored  lower  median  upper"]
    for key in list(rows[0])[3:]:
        scores = [float(row[key]) for row in rows if row[key] is not None]  # type: ignore[arg-type]
        lines.append(f"{key:28} {len(scores):6}  {_quartiles(scores)}")
    return lines


def _quartiles(scores: Sequence[float]) -> str:
    if len(scores) < 2:  # noqa: PLR2004 - quartiles need two
        return "    –       –      –"
    low, middle, high = statistics.quantiles(scores, n=4, method="inclusive")
    return f"{low:5.1f}   {middle:5.1f}  {high:5.1f}"


def main(arguments: Sequence[str]) -> None:
    """Score, write and say what was found."""
    communes = read_communes()
    rows = score_all(communes, communes.of_departement(SAVOIE))
    path = Path(arguments[0]) if arguments else FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    residents = sum(int(row["population"] or 0) for row in rows)
    print(
        f"{len(rows)} communes, {residents} residents, written to {path}", *summary(rows), sep="\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
