"""Scorecards, reasons and lists as a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import fields

from spi.cli.terminal import table
from spi.codec.listings import (
    CriteriaSetsRecord,
    LanguageRecord,
    SetRecord,
    TranslationsRecord,
)
from spi.disclosure import Disclosed
from spi.documents.indicators import how_points_arise
from spi.documents.rankings import open_first
from spi.documents.wording import DASH, Wording
from spi.files import criteria_folders
from spi.language import Words
from spi.model.criteria_set import CriteriaSet, Indicator, Topic
from spi.reading.criteria import read_criteria_fully
from spi.scoring.nodes import NodeScore
from spi.scoring.reasons import Reason
from spi.scoring.tree import Status
from spi.usecases.checking import translation_status
from spi.usecases.loading import load_criteria

MOST = 3


def summary(shown: Disclosed, words: Words) -> str:
    """Return what a terminal shows of a scorecard."""
    return "\n".join(_summary(shown, Wording(words, shown.card.criteria)))


def _summary(shown: Disclosed, wording: Wording) -> Iterator[str]:
    words, card = wording.words, shown.card
    cycle = f", {card.dossier.cycle}" if card.dossier.cycle else ""
    yield f"{wording.area(card.dossier)}{cycle} · {wording.name(card.criteria)} ({card.criteria.name})"
    if card.target_group:
        yield words.text("doc.perspective", group=wording.group(card.target_group))
    if card.dossier.area and card.dossier.area.is_invented:
        yield words.text("doc.invented.text")
    yield ""
    rows = [_head(words)]
    for node in card.criteria.children:
        found = card.nodes[node.key]
        if found.status is not Status.CONTEXT:
            number = wording.number_of(node)
            label = f"{number} {wording.name(node)}" if number else wording.name(node)
            rows.append(_row(wording, label, found))
    rows.append(_row(wording, words.text("cli.score.whole"), card.whole))
    yield table(rows, numbers=(1, 4))
    yield from _levers(shown, wording)
    for one in card.findings:
        yield words.finding(one)


def _head(words: Words) -> list[str]:
    names = ("field", "score", "level", "range", "coverage")
    return [words.text(f"table.{name}") for name in names]


def _row(wording: Wording, label: str, found: NodeScore) -> list[str]:
    scored = found.score is not None
    return [
        label,
        wording.points(found.score) if found.score is not None else DASH,
        wording.level(found.level) if scored else wording.state(found),
        wording.range(found.range) if found.range else DASH,
        wording.words.percent(found.coverage),
    ]


def _levers(shown: Disclosed, wording: Wording) -> Iterator[str]:
    words, criteria = wording.words, wording.criteria
    gains = [(key, gain) for key, gain in shown.potentials().items() if gain > 0]
    parts = (("cli.score.levers", gains, "+"), ("cli.score.open", open_first(shown), ""))
    for title, found, sign in parts:
        if found:
            yield ""
            yield words.text(title)
        for key, value in found[:MOST]:
            figure = f"{sign}{words.score(value)}" if value else DASH
            yield f"  {figure:>5}  {wording.name(criteria.node(key))}"


# --- reasons -----------------------------------------------------------------------------------------


def explanation(shown: Disclosed, reason: Reason, words: Words) -> str:
    """Return the reasons of a node as an indented tree."""
    told = list(_reason(shown, Wording(words, shown.card.criteria), reason, 0))
    area = shown.card.dossier.area
    if area and area.is_invented:
        told.insert(0, words.text("doc.invented.text"))
    return "\n".join(told)


def _reason(shown: Disclosed, wording: Wording, reason: Reason, depth: int) -> Iterator[str]:
    criteria = wording.criteria
    node = criteria if reason.key == criteria.key else criteria.node(reason.key)
    indent = "  " * depth
    if reason.score is None:
        hidden = shown.is_withheld(reason.key)
        figure = wording.words.text("status.withheld") if hidden else wording.status(reason.status)
    else:
        figure = wording.points(reason.score)
    level = f" ({wording.level(reason.level)})" if reason.level and depth == 0 else ""
    yield f"{indent}{figure}  {wording.name(node)} [{reason.key}]{level}"
    yield from (f"{indent}    {line}" for line in _about(shown, wording, reason, node))
    for child in reason.children:
        if child.status is not Status.CONTEXT:
            yield from _reason(shown, wording, child, depth + 1)


def _about(shown: Disclosed, wording: Wording, reason: Reason, node: object) -> Iterator[str]:
    words = wording.words
    if isinstance(node, Indicator):
        yield from _about_leaf(shown, wording, reason, node)
    if reason.contribution is not None and reason.loss is not None:
        given, lost = words.score(reason.contribution), words.score(reason.loss)
        yield words.text("cli.explain.contribution", points=given, loss=lost)
    for cut in reason.cuts:
        name = wording.name(_node(wording, cut.by))
        yield words.text("cli.explain.cut", name=name, points=words.score(cut.points))
    if reason.potential:
        yield words.text("cli.explain.potential", points=words.score(reason.potential))


def _node(wording: Wording, key: str) -> CriteriaSet | Topic | Indicator:
    return wording.criteria if key == wording.criteria.key else wording.criteria.node(key)


def _about_leaf(
    shown: Disclosed, wording: Wording, reason: Reason, leaf: Indicator
) -> Iterator[str]:
    words = wording.words
    detail = shown.card.nodes[leaf.key].leaf
    if detail is None or shown.is_withheld(leaf.key):
        return
    if detail.fact.value is not None or detail.absence is not None:
        yield f"{words.text('doc.line.answer')}: {wording.answer(leaf, detail)}"
    if reason.source:
        yield f"{words.text('doc.line.source')}: {wording.source(reason.source)}"
    if detail.panel:
        yield f"{words.text('doc.line.ratings')}: {wording.ratings(detail.panel)}"
    if detail.made_by:
        how = how_points_arise(shown, wording, leaf, detail)
        yield f"{words.text('doc.line.points')}: {how}"
    yield words.text("cli.explain.origin", origin=reason.origin)


# --- criteria sets -----------------------------------------------------------------------------------


def sets_record(words: Words) -> CriteriaSetsRecord:
    """Return the sets that come with the library."""
    sets = [load_criteria(name, languages=None) for name in criteria_folders()]
    return CriteriaSetsRecord(
        sets=tuple(
            SetRecord(
                key=one.key,
                edition=one.edition,
                label=Wording(words, one).name(one),
                indicators=sum(1 for _ in one.leaves()),
                languages=(one.source_language, *one.languages),
                draft_languages=one.draft_languages,
            )
            for one in sets
        )
    )


def sets_table(words: Words) -> str:
    """Return the sets that come with the library as a table; drafts stand in brackets."""
    rows = [
        [
            f"{one.key}@{one.edition}",
            one.label,
            words.count("count.indicators", one.indicators),
            " ".join(
                f"({code})" if code in one.draft_languages else code for code in one.languages
            ),
        ]
        for one in sets_record(words).sets
    ]
    return table(rows)


def set_table(criteria: CriteriaSet, words: Words) -> str:
    """Return the fields and indicators of a set, indented."""
    wording = Wording(words, criteria)
    return "\n".join([f"{wording.name(criteria)} ({criteria.name})", *_tree(criteria, wording, 1)])


def _tree(node: CriteriaSet | Topic, wording: Wording, depth: int) -> Iterator[str]:
    for child in node.children:
        kind = (
            f" · {wording.words.text(f'kind.{child.kind.value}')}"
            if isinstance(child, Indicator)
            else ""
        )
        number = wording.number_of(child)
        label = f"{number} {wording.name(child)}" if number else wording.name(child)
        yield f"{'  ' * depth}{label} [{child.key}]{kind}"
        if isinstance(child, Topic):
            yield from _tree(child, wording, depth + 1)


# --- translations ------------------------------------------------------------------------------------


def translations_record(criteria: str) -> TranslationsRecord:
    """Return how far each language of a set is."""
    read = read_criteria_fully(criteria)
    names = [one.name for one in fields(LanguageRecord)]
    return TranslationsRecord(
        criteria=read.criteria.name,
        languages=tuple(
            LanguageRecord(**{name: getattr(one, name) for name in names})
            for one in translation_status(read)
        ),
    )


def translations_text(criteria: str, words: Words) -> str:
    """Return how far each language of a set is, a line each."""
    record = translations_record(criteria)
    lines = [record.criteria]
    for one in record.languages:
        state = "reviewed" if one.is_reviewed else "draft"
        told = words.text(
            "cli.i18n.row",
            language=words.name_of(one.language),
            translated=words.number(one.translated),
            texts=words.number(one.texts),
            missing=words.number(len(one.missing)),
            outdated=words.number(len(one.outdated)),
        )
        lines.append(f"  {told} ({words.text(f'cli.i18n.{state}')})")
    return "\n".join(lines)
