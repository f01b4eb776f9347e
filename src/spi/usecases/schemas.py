"""The JSON Schema of every document, as shipped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from spi.errors import UnknownKey

FOLDER = Path(__file__).parent.parent / "schemas"


def schema(name: str) -> dict[str, Any]:
    """Return a shipped JSON Schema (2020-12).

    Args:
        name: dossier, criteria-set, field-of-action, cases, scorecard, explanation or findings.

    Raises:
        UnknownKey: There is no such schema.
    """
    path = FOLDER / f"{name}.json"
    known = [one.stem for one in FOLDER.glob("*.json")]
    if name not in known:
        raise UnknownKey("schema", name, known)
    made: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return made
