"""What the library lists in JSON: criteria sets, translations, questions, why it stopped."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

VERSION = 1


@frozen(kw_only=True)
class StoppedRecord:
    """Why a command was stopped by something other than problems in data."""

    schema_version: int = VERSION
    document: str = "stopped"
    message: str


@frozen(kw_only=True)
class SetRecord:
    """One criteria set that comes with the library."""

    key: str
    edition: str
    label: str
    indicators: int
    languages: tuple[str, ...]
    draft_languages: tuple[str, ...]


@frozen(kw_only=True)
class CriteriaSetsRecord:
    """The criteria sets that come with the library."""

    schema_version: int = VERSION
    document: str = "criteria-sets"
    sets: tuple[SetRecord, ...]


@frozen(kw_only=True)
class LanguageRecord:
    """How far one language is: numbers of texts, and the keys of what is not there."""

    language: str
    is_reviewed: bool
    texts: int
    translated: int
    missing: tuple[str, ...]
    outdated: tuple[str, ...]
    unused: tuple[str, ...]


@frozen(kw_only=True)
class TranslationsRecord:
    """How far the languages of a criteria set are."""

    schema_version: int = VERSION
    document: str = "translations"
    criteria: str
    languages: tuple[LanguageRecord, ...]


@frozen(kw_only=True)
class MessageRecord:
    """One text and its translation; *is_outdated* where the text has changed since."""

    source: str
    translation: str | None
    is_outdated: bool


@frozen(kw_only=True)
class CatalogueRecord:
    """The texts of a criteria set in one language, by stable key."""

    schema_version: int = VERSION
    document: str = "catalogue"
    criteria: str
    language: str
    messages: Mapping[str, MessageRecord]


@frozen(kw_only=True)
class ChoiceRecord:
    """Something that can be chosen."""

    key: str
    label: str


@frozen(kw_only=True)
class AskedRecord:
    """What a question asks for; what does not belong to its type is null, or empty."""

    type: str
    unit: str | None = None
    unit_label: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    per: float | None = None
    numerator: str | None = None
    denominator: str | None = None
    options: tuple[ChoiceRecord, ...] = ()


@frozen(kw_only=True)
class RatedRecord:
    """In how many steps the working group rates, and what deserves some of them."""

    steps: int
    hints: Mapping[str, str]


@frozen(kw_only=True)
class QuestionRecord:
    """One question, ready for a form; *excluded* says why it does not apply to the area."""

    key: str
    kind: str
    label: str
    question: str
    description: str
    answer: AskedRecord | None
    rating: RatedRecord | None
    is_context: bool
    may_not_apply: bool
    excluded: str | None


@frozen(kw_only=True)
class PartRecord:
    """A field or topic, with its questions."""

    key: str
    label: str
    description: str
    topics: tuple[PartRecord, ...]
    questions: tuple[QuestionRecord, ...]


@frozen(kw_only=True)
class AttributeRecord:
    """What rules read about the area: *type* is number, yes-no or word (one of *words*)."""

    key: str
    label: str
    type: str
    words: tuple[str, ...]


@frozen(kw_only=True)
class QuestionnaireRecord:
    """All questions of a criteria set; those that stand in no field come last."""

    schema_version: int = VERSION
    document: str = "questionnaire"
    key: str
    label: str
    language: str
    area: tuple[AttributeRecord, ...]
    fields: tuple[PartRecord, ...]
    questions: tuple[QuestionRecord, ...]


@frozen(kw_only=True)
class ItemRecord:
    """One rated indicator, with the reasons to talk about it."""

    key: str
    attention: float
    points: float
    agreement: float | None
    gap: float | None
    largest_gap: float | None
    cannot_say: float


@frozen(kw_only=True)
class AgendaRecord:
    """What a working group has rated, what to discuss first first."""

    schema_version: int = VERSION
    document: str = "agenda"
    area: str | None
    is_invented: bool
    cycle: str | None
    criteria: str
    items: tuple[ItemRecord, ...]
