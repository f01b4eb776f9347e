"""Make the dossiers of Les Belleville and of the Briançonnais from communes.csv.

Standard library only. Running it again changes nothing.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from figures import Communes, read_communes

EXAMPLES = Path(__file__).parents[1]
LES_BELLEVILLE = "73257"
BRIANCONNAIS = (
    "05023",  # Briançon
    "05027",  # Cervières
    "05063",  # La Grave
    "05079",  # Le Monêtier-les-Bains
    "05085",  # Montgenèvre
    "05093",  # Névache
    "05107",  # Puy-Saint-André
    "05109",  # Puy-Saint-Pierre
    "05133",  # Saint-Chaffrey
    "05161",  # La Salle-les-Alpes
    "05174",  # Val-des-Prés
    "05181",  # Villar-d'Arêne
    "05183",  # Villar-Saint-Pancrace
)
"""The communes of the Communauté de communes du Briançonnais."""

HEAD = """\
# Published figures: INSEE (census 2021, Filosofi 2021, inventory of facilities 2009 and 2013) and
# Ministère de l'Intérieur (presidential election 2017, first round), Licence Ouverte 2.0.
# Made by docs/examples/french-alps/make_dossiers.py; the sources are named in the criteria set.
schema_version: 1
criteria: alpine-figures@2026
cycle: 2026
"""
_PLAIN = re.compile(r"[^\W\d][\w .'/-]*|\d{4}(/\d{4}|-\d\d-\d\d)?")


def key_of(name: str) -> str:
    """Return a name as a key.

    >>> key_of("Villar-d'Arêne")
    'villar-d-arene'
    """
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")


def inline(value: object) -> str:
    """Write plain data as YAML in one line.

    >>> inline({"value": True, "period": "2009/2013", "code": "05023"})
    '{value: true, period: 2009/2013, code: "05023"}'
    """
    match value:
        case dict():
            return "{" + ", ".join(f"{name}: {inline(one)}" for name, one in value.items()) + "}"
        case list():
            return "[" + ", ".join(inline(one) for one in value) + "]"
        case str() if _PLAIN.fullmatch(value):
            return value
    return json.dumps(value, ensure_ascii=False)


def lines_of(communes: Communes, code: str) -> Iterator[str]:
    """Give the lines of one commune: its area and its answers."""
    row = communes.rows[code]
    yield "area:"
    yield f"  key: {key_of(row['name'])}"
    yield f"  name: {inline(row['name'])}"
    yield "  country: FR"
    yield f"  code: {json.dumps(code)}"
    yield f"  attributes: {{population: {row['population_2021']}}}"
    yield "assessment:"
    yield "  answers:"
    for key, answer in communes.answers(code).items():
        yield f"    {key}: {inline({**answer, 'evidence': 'document'})}"


def commune(communes: Communes, code: str) -> str:
    """Return the dossier of one commune."""
    return HEAD + "\n".join(lines_of(communes, code)) + "\n"


def valley(communes: Communes, key: str, name: str, codes: tuple[str, ...]) -> str:
    """Return the dossier of a valley made of communes; what it answers is left to composing."""
    rows = [communes.rows[code] for code in codes]
    lines = [
        "area:",
        f"  key: {key}",
        f"  name: {inline(name)}",
        "  kind: valley",
        "  country: FR",
        f"  attributes: {{population: {sum(int(row['population_2021']) for row in rows)}}}",
        "  members:",
        *(f"    - {key_of(row['name'])}" for row in rows),
        "members:",
    ]
    for code in codes:
        first, *others = lines_of(communes, code)
        lines += [f"  - {first}", *(f"    {line}" for line in others)]
    return HEAD + "\n".join(lines) + "\n"


def dossiers(communes: Communes) -> dict[str, str]:
    """Return the text of each dossier by the folder it belongs to."""
    return {
        "les-belleville": commune(communes, LES_BELLEVILLE),
        "brianconnais": valley(communes, "brianconnais", "Briançonnais", BRIANCONNAIS),
    }


def main() -> None:
    """Write the dossiers."""
    for folder, text in dossiers(read_communes()).items():
        path = EXAMPLES / folder / "dossier.yaml"
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{folder}/{path.name}")


if __name__ == "__main__":
    main()
