"""The JSON Schema of every document: made from the model, and shipped as files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from spi.codec.explanations import ExplanationRecord
from spi.codec.listings import (
    AgendaRecord,
    CatalogueRecord,
    CriteriaSetsRecord,
    QuestionnaireRecord,
    StoppedRecord,
    TranslationsRecord,
)
from spi.codec.records import FindingsRecord
from spi.codec.schema import schema_of
from spi.codec.scorecards import ScorecardRecord
from spi.errors import UnknownKey
from spi.model.cases import Case
from spi.model.criteria_set import CriteriaSet, FieldOfAction
from spi.model.dossier import Dossier

FOLDER = Path(__file__).parent.parent / "schemas"

KINDS: dict[str, type] = {
    "agenda": AgendaRecord,
    "catalogue": CatalogueRecord,
    "criteria-set": CriteriaSet,
    "criteria-sets": CriteriaSetsRecord,
    "dossier": Dossier,
    "explanation": ExplanationRecord,
    "field-of-action": FieldOfAction,
    "findings": FindingsRecord,
    "questionnaire": QuestionnaireRecord,
    "scorecard": ScorecardRecord,
    "stopped": StoppedRecord,
    "translations": TranslationsRecord,
}


def schema(name: str) -> dict[str, Any]:
    """Return a shipped JSON Schema (2020-12).

    Args:
        name: A document that is read (criteria-set, field-of-action, cases, dossier) or written
            (scorecard, explanation, findings, questionnaire, criteria-sets, translations,
            catalogue, agenda, stopped).

    Raises:
        UnknownKey: There is no such schema.
    """
    known = sorted([*KINDS, "cases"])
    if name not in known:
        raise UnknownKey("schema", name, known)
    made: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return made


def schema_text(name: str) -> str:
    """Return a schema as it is to be shipped; a test compares it with the file."""
    made = _cases() if name == "cases" else schema_of(KINDS[name])
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _cases() -> dict[str, Any]:
    """Return the schema of a file of cases: a list of them."""
    one = schema_of(Case)
    return {
        "$schema": one["$schema"],
        "title": "Cases",
        "type": "array",
        "items": {"$ref": "#/$defs/Case"},
        "$defs": one["$defs"],
    }
