"""Assess the social situation of an area, see the need for action, plan measures.

The house, from the ground up; each floor knows only those before it:

    phrases      what people read about their data, in English first
    findings     problems with their place, and what to do
    errors       what is raised
    model        the nouns: criteria sets, dossiers, answers, ratings, measures
    scoring      the verbs: scales, means, panel, levels, scorecard, reasons
    files        where the criteria lie; writing so that nothing is half written
    language     words, numbers and dates as people in one place write them
    codec        plain data to model and back, strict
    reading      YAML and JSON with positions, guarded
    analysis     what to make of scores: comparisons of areas
    disclosure   who may see what
    documents    one neutral document, and what builds it
    reports      formats: HTML, Markdown, JSON, CSV
    usecases     what one can do with it, one function each
    cli          the same from a terminal

The names below are loaded when they are first used: ``import spi`` does no work.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spi.codec import from_json, to_json
    from spi.errors import InvalidDocument, InvalidInput, NotReleased, SpiError, UnknownKey
    from spi.findings import Finding
    from spi.language import words
    from spi.model.answers import (
        Answer,
        Fraction,
        NotApplicable,
        Split,
        Suppressed,
        Unanswered,
    )
    from spi.model.area import Area
    from spi.model.assessment import Assessment
    from spi.model.criteria_set import CriteriaSet
    from spi.model.dossier import Dossier
    from spi.model.period import Period
    from spi.model.text import LocalText
    from spi.reading.dump import to_yaml
    from spi.scoring.scorecard import Scorecard, score
    from spi.scoring.what_if import what_if
    from spi.usecases.forms import form
    from spi.usecases.loading import load_criteria, load_dossier
    from spi.usecases.merging import merged
    from spi.usecases.questionnaires import parse_answer, questionnaire
    from spi.usecases.reporting import report, stylesheet

_HOME = {
    "Answer": "model.answers",
    "Area": "model.area",
    "Assessment": "model.assessment",
    "CriteriaSet": "model.criteria_set",
    "Dossier": "model.dossier",
    "Finding": "findings",
    "Fraction": "model.answers",
    "InvalidDocument": "errors",
    "InvalidInput": "errors",
    "LocalText": "model.text",
    "NotApplicable": "model.answers",
    "NotReleased": "errors",
    "Period": "model.period",
    "Scorecard": "scoring.scorecard",
    "Split": "model.answers",
    "SpiError": "errors",
    "Suppressed": "model.answers",
    "Unanswered": "model.answers",
    "UnknownKey": "errors",
    "form": "usecases.forms",
    "from_json": "codec.documents",
    "load_criteria": "usecases.loading",
    "load_dossier": "usecases.loading",
    "merged": "usecases.merging",
    "parse_answer": "usecases.questionnaires",
    "questionnaire": "usecases.questionnaires",
    "report": "usecases.reporting",
    "score": "scoring.scorecard",
    "stylesheet": "usecases.reporting",
    "to_json": "codec.documents",
    "to_yaml": "reading.dump",
    "what_if": "scoring.what_if",
    "words": "language",
}

__all__ = [
    "Answer",
    "Area",
    "Assessment",
    "CriteriaSet",
    "Dossier",
    "Finding",
    "Fraction",
    "InvalidDocument",
    "InvalidInput",
    "LocalText",
    "NotApplicable",
    "NotReleased",
    "Period",
    "Scorecard",
    "SpiError",
    "Split",
    "Suppressed",
    "Unanswered",
    "UnknownKey",
    "form",
    "from_json",
    "load_criteria",
    "load_dossier",
    "merged",
    "parse_answer",
    "questionnaire",
    "report",
    "score",
    "stylesheet",
    "to_json",
    "to_yaml",
    "what_if",
    "words",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    if name in _HOME:
        return getattr(import_module(f"spi.{_HOME[name]}"), name)
    msg = f"module 'spi' has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
