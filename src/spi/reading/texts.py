"""The texts of a criteria set by stable keys, and catalogues laid over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import attrs
from attrs import evolve, frozen

from spi.codec.fields import fields_of
from spi.language.catalogue import Catalogue
from spi.model.criteria_set import CriteriaSet, Named, TargetGroup
from spi.model.text import LocalText

T = TypeVar("T")
Change = Callable[[str, LocalText], LocalText]

_OF_SET = {
    "levels": "level",
    "target_groups": "target-group",
    "stages": "stage",
    "spheres": "sphere",
    "rater_groups": "rater-group",
    "units": "unit",
    "attributes": "attribute",
    "sources": "source",
}
"""What the keys of the set's own lists begin with, so that they never meet a node's."""


def texts_of(criteria: CriteriaSet) -> Iterator[tuple[str, LocalText]]:
    """Give every text with its stable key, such as ``hou-rent.label``, in the order written."""
    found: list[tuple[str, LocalText]] = []

    def note(key: str, text: LocalText) -> LocalText:
        found.append((key, text))
        return text

    with_changed_texts(criteria, note)
    return iter(found)


def with_changed_texts(criteria: CriteriaSet, change: Change) -> CriteriaSet:
    """Return the set with every text put through *change*."""
    return _changed(criteria, "set", change)


def _changed(thing: T, prefix: str, change: Change) -> T:
    new = {}
    for plan in fields_of(type(thing)):
        old = getattr(thing, plan.attribute.name)
        value = _value(old, _key(thing, prefix, plan.name), change)
        if value is not old:
            new[plan.attribute.name] = value
    return evolve(thing, **new) if new else thing  # type: ignore[misc]  # any class of the model


def _key(thing: object, prefix: str, name: str) -> str:
    if isinstance(thing, CriteriaSet):
        return _OF_SET.get(name, f"set.{name}")
    if isinstance(thing, Named | TargetGroup) and name == "label":
        return prefix
    return f"{prefix}.{name}"


def _value(old: Any, key: str, change: Change) -> Any:  # noqa: ANN401 - any field's value
    match old:
        case LocalText():
            return change(key, old)
        case tuple():
            new = tuple(_value(one, _key_of_item(one, key), change) for one in old)
            return new if any(a is not b for a, b in zip(new, old, strict=True)) else old
        case Mapping():
            changed = {name: _value(one, f"{key}.{name}", change) for name, one in old.items()}
            return changed if any(changed[name] is not old[name] for name in old) else old
    return _changed(old, key, change) if attrs.has(type(old)) else old


def _key_of_item(item: Any, key: str) -> str:  # noqa: ANN401 - likewise
    """Return a node's own key, or its list's with the item's."""
    own = getattr(item, "key", None)
    if own is None:
        return key
    is_node = key.rpartition(".")[2] in {"fields", "topics", "indicators"}
    return own if is_node else f"{key}.{own}"


# --- catalogues ------------------------------------------------------------------------------------


def translated(criteria: CriteriaSet, catalogues: list[Catalogue]) -> CriteriaSet:
    """Return the set with the texts of catalogues; a text written in place wins.

    A translation of an earlier wording is left out: it would say something else.
    """
    used = [one for one in catalogues if one.language != criteria.source_language]

    def change(key: str, text: LocalText) -> LocalText:
        for one in used:
            message = one.messages.get(key)
            if message is None or not is_current(message.source, text, criteria):
                continue
            if message.translation and not message.is_fuzzy and one.language not in text.texts:
                text = text.with_text(one.language, message.translation)
        return text

    drafts = {one.language for one in used if not one.is_reviewed}
    return evolve(
        with_changed_texts(criteria, change),
        draft_languages=tuple(sorted(drafts | set(criteria.draft_languages))),
    )


def is_current(source: str, text: LocalText, criteria: CriteriaSet) -> bool:
    """Say whether a translation was made from the present wording."""
    return source == text.in_((), source=criteria.source_language)


@frozen(kw_only=True)
class TranslationStatus:
    """How far a language is: numbers of texts, and the keys of what is not there."""

    language: str
    is_reviewed: bool
    texts: int
    translated: int
    missing: tuple[str, ...]
    outdated: tuple[str, ...]
    unused: tuple[str, ...]


def status_of(criteria: CriteriaSet, catalogue: Catalogue) -> TranslationStatus:
    """Compare a catalogue with the texts of a set as they stand in its files."""
    texts = dict(texts_of(criteria))
    there = {key: one for key, one in catalogue.messages.items() if key in texts}
    outdated = [
        key
        for key, one in there.items()
        if one.translation and not is_current(one.source, texts[key], criteria)
    ]
    good = {
        key
        for key, one in there.items()
        if one.translation and not one.is_fuzzy and key not in outdated
    } | {key for key, text in texts.items() if catalogue.language in text.texts}
    return TranslationStatus(
        language=catalogue.language,
        is_reviewed=catalogue.is_reviewed,
        texts=len(texts),
        translated=len(good),
        missing=tuple(key for key in texts if key not in good and key not in outdated),
        outdated=tuple(outdated),
        unused=tuple(key for key in catalogue.messages if key not in texts),
    )
