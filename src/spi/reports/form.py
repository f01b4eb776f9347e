"""The questionnaire, or a rating sheet, as one HTML file that works without a network."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from importlib.resources import files

from spi.codec.listings import QuestionnaireRecord
from spi.language import Words
from spi.reports.characters import clean
from spi.reports.html import environment


class Asking(StrEnum):
    """What a form asks for."""

    ANSWERS = "answers"
    RATING = "rating"


_SAID = {
    "errors": "form.errors", "number": "form.error.number", "least": "form.error.least",
    "most": "form.error.most", "both": "form.error.both", "denominator": "form.error.denominator",
    "split": "form.error.split", "none": "form.error.none", "reason": "form.error.reason",
    "period": "form.error.period", "name": "form.error.name", "member": "form.error.member",
    "file": "form.error.file", "kept": "form.draft.kept", "unkept": "form.draft.unkept",
    "saved": "form.saved", "sure": "form.clear.sure", "progress": "form.progress",
    "together": "form.error.together", "sheets": "form.error.sheets", "left": "form.left",
    "draft": "form.draft.of", "openDraft": "form.draft.open", "deleteDraft": "form.draft.delete",
    "sureDraft": "form.draft.sure",
}  # fmt: skip
"""What the script says, by the ids of the texts; ``{name}`` is filled when it is said."""


def form_page(
    asked: QuestionnaireRecord, words: Words, asking: Asking, *, is_draft: bool = False
) -> str:
    """Write a form that somebody fills in anywhere: it keeps drafts, checks, prints, saves a dossier.

    It asks nothing from anywhere; what stands in texts or in an opened file is shown, never run.

    Args:
        asked: The questions, in the language of *words*.
        words: The language of the form.
        asking: Answers, or the ratings of one member.
        is_draft: Whether the texts are translations that nobody has signed.
    """
    title = words.text("doc.ballot.title" if asking is Asking.RATING else "form.title")
    return (
        environment()
        .get_template("form.html.jinja")
        .render(
            asked=asked,
            names=_names(asked),
            mode=asking.value,
            title=title,
            words=words,
            language=words.code.replace("_", "-"),
            is_draft=is_draft or words.is_draft,
            style=_source("form.css"),
            script=_source("form.js"),
            settings=_settings(asked, words, asking),
        )
    ).rstrip("\n") + "\n"


def _names(asked: QuestionnaireRecord) -> dict[str, str]:
    """Return for each attribute of the area what its place in the form is called."""
    taken = {"name", "cycle", "member"}
    return {
        one.key: one.key if _PLAIN.fullmatch(one.key) and one.key not in taken else f"a{i}"
        for i, one in enumerate(asked.area)
    }


_PLAIN = re.compile(r"[a-z][a-z-]*")


def _settings(asked: QuestionnaireRecord, words: Words, asking: Asking) -> str:
    example = words.number(1234.5)
    later = ("least", "most", "done", "all", "name", "when", "count", "questions")
    values = {"example": example, **{one: f"{{{one}}}" for one in later}}
    texts = {name: words.text(said, **values) for name, said in _SAID.items()}
    written = words.number(0.5).strip("05")
    plain = {
        "criteria": asked.key,
        "mode": asking.value,
        "language": words.code,
        "decimal": written,
        "groups": [one for one in (" ", "'", "’", ".", ",") if one != written],
        "texts": texts,
    }
    # no "<" in a script element: nothing that stands in a text can end it
    return clean(json.dumps(plain, ensure_ascii=False)).replace("<", "\\u003c")


def _source(name: str) -> str:
    return (files("spi.reports") / "templates" / name).read_text("utf-8")
