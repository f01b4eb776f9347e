"""What needs more than one text to go wrong: files, a score, a check before publishing."""

from __future__ import annotations

from builders import U, a_context, a_dossier, a_rated, a_set, an_indicator
from reading.broken import findings_of
from spi.errors import InvalidDocument
from spi.findings import Code
from spi.reading.guarded import MOST_BYTES, MOST_PARTS
from spi.scoring import score
from spi.usecases.checking import check
from spi.usecases.merging import merged

LEAF = "{key: a, answer: number, scale: {type: linear, worst: 1, best: 2}}"
GOOD_SET = f"key: s\nlanguages: [de]\nindicators: [{LEAF}]\n"
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def _missing(folder):
    return findings_of("criteria", folder / "none.yaml")


def _unreadable(folder):
    (folder / "folder.yaml").mkdir()
    (folder / "set.yaml").write_text("key: s\nfields: [folder.yaml]\n")
    return findings_of("criteria", folder)


def _too_large(folder):
    with (folder / "x.yaml").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    return findings_of("criteria", folder / "x.yaml")


def _encoding(folder):
    (folder / "x.yaml").write_bytes("key: s\nlabel: Küche\n".encode("latin-1"))
    return findings_of("criteria", folder / "x.yaml")


def _outside(folder):
    (folder / "set.yaml").write_text("key: s\nfields: [../other.yaml]\n")
    return findings_of("criteria", folder)


def _too_many(folder):
    (folder / "x.yaml").write_text(f"[{'a,' * MOST_PARTS}]")
    return findings_of("criteria", folder / "x.yaml")


def _undecided(_):
    leaf = an_indicator(
        excluded={"when": {"attribute": "height", "above": 2000}, "reason": "too high"},
        factor={"attribute": "tourism", "times": 2},
    )
    return score(a_dossier({"a": 50}), a_set(leaf)).findings


def _planned(_):
    dossier = a_dossier({"a": U, "b": 5}, measures={"m": {"a": 90, "b": 90}})
    return score(dossier, a_set(an_indicator("a"), a_context("b"))).findings


def _few(_):
    criteria = a_set(a_rated("a"), target_groups=[{"key": "families"}])
    dossier = a_dossier(ratings={"m": {"a": 3}})
    return score(dossier, criteria, target_group="families").findings


def _conflict(_):
    try:
        merged(a_dossier({"a": 5}), a_dossier({"a": 6}))
    except InvalidDocument as why:
        return why.findings
    return ()


def _unpublished(folder):
    (folder / "set.yaml").write_text(GOOD_SET + "label: {source: New, it: Nuovo}\n")
    (folder / "locale").mkdir()
    old = 'msgctxt "set.label"\nmsgid "Old"\nmsgstr "Alt"\n'
    (folder / "locale" / "de.po").write_text(PO + old)
    (folder / "locale" / "it.po").write_text(PO)
    (folder / "cases.yaml").write_text(
        "- {case: half way, indicator: a, answer: 1.5, points: 40, why: it lies in the middle}\n"
    )
    return check(folder, publish=True).findings


def _untranslated(folder):
    (folder / "set.yaml").write_text(GOOD_SET + "label: New\n")
    return check(folder, publish=True).findings


OTHERS = {
    Code.FILE_MISSING: _missing,
    Code.FILE_UNREADABLE: _unreadable,
    Code.FILE_TOO_LARGE: _too_large,
    Code.FILE_ENCODING: _encoding,
    Code.FILE_OUTSIDE: _outside,
    Code.TOO_MANY_PARTS: _too_many,
    Code.ATTRIBUTE_ABSENT: _undecided,
    Code.RULE_UNDECIDED: _undecided,
    Code.CONFLICT: _conflict,
    Code.ANSWER_FIRST: _planned,
    Code.EFFECT_NOT_SCORED: _planned,
    Code.FEW_RATERS: _few,
    Code.TRANSLATION_MISSING: _untranslated,
    Code.TRANSLATION_OUTDATED: _unpublished,
    Code.TRANSLATION_DRAFT: _unpublished,
    Code.PUBLISH_MISSING: _untranslated,
    Code.CASE_FAILED: _unpublished,
}
"""Code to what provokes it, in a folder."""
