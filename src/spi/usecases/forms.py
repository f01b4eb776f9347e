"""Forms to fill in anywhere, and what comes back from them into a dossier."""

from __future__ import annotations

from attrs import evolve, frozen

from spi.errors import InvalidDocument, raise_if_any
from spi.findings import Code, Finding, finding
from spi.language import words
from spi.model.answers import Answer
from spi.model.area import Area
from spi.model.assessment import Assessment, RatingSheet
from spi.model.criteria_set import CriteriaSet
from spi.model.dossier import Dossier
from spi.model.dossier_checks import check_alone
from spi.phrases import phrase
from spi.reports.form import Asking, form_page
from spi.usecases.questionnaires import asked_of


def form(
    criteria: CriteriaSet,
    *,
    language: str = "en",
    asking: Asking | str = Asking.ANSWERS,
    area: Area | None = None,
) -> str:
    """Return a form as one HTML file that works without a network.

    It keeps a draft in the browser, checks what is filled in, prints as a paper form, and saves a
    dossier in JSON that `merged` or ``spi import`` takes.

    Args:
        criteria: The set; a selection gives a shorter form.
        language: In which it asks.
        asking: ``answers``, or ``rating``: the sheet of one member of the working group.
        area: If given, what a rule says does not apply there is not asked.

    Raises:
        UnknownKey: No such language.
        ValueError: Nothing that a form can ask for.
    """
    reader = words(language)
    is_draft = language.partition("-")[0] in criteria.draft_languages
    asked = asked_of(criteria, area, language)
    return form_page(asked, reader, Asking(asking), is_draft=is_draft)


@frozen(kw_only=True)
class Merged:
    """A dossier with what has come in.

    Attributes:
        added: Keys of answers, and members whose ratings, were not there before.
        replaced: The same of those that were there and said something else.
    """

    dossier: Dossier
    added: tuple[str, ...]
    replaced: tuple[str, ...]


def merged(dossier: Dossier, incoming: Dossier, *, replace: bool = False) -> Merged:
    """Return a dossier with the answers and ratings of another one of the same area and cycle.

    Args:
        dossier: What is there.
        incoming: What has come in, for example from a form.
        replace: Whether an answer that says something else takes the place of the old one.

    Raises:
        InvalidDocument: Another area, cycle or criteria set; or answers that say something else,
            and *replace* is false; or ratings of somebody who is no member. Nothing is lost.
    """
    wrong = [*_foreign(dossier, incoming), *(() if replace else _conflicts(dossier, incoming))]
    if wrong:
        raise InvalidDocument(wrong)
    old, new = dossier.assessment, incoming.assessment
    sheets = {_who(one): one for one in old.ratings}
    changed_sheets = [one for one in new.ratings if sheets.get(_who(one)) != one]
    changed = {key: one for key, one in new.answers.items() if old.answers.get(key) != one}
    names = [*changed, *(_who(one) for one in changed_sheets)]
    there = {*old.answers, *sheets}
    assessment = Assessment(
        answers={**old.answers, **changed},
        ratings=tuple({**sheets, **{_who(one): one for one in changed_sheets}}.values()),
        working_group=old.working_group,
    )
    made = evolve(dossier, assessment=assessment)
    raise_if_any(check_alone(made))
    return Merged(
        dossier=made,
        added=tuple(one for one in names if one not in there),
        replaced=tuple(one for one in names if one in there),
    )


def _who(sheet: RatingSheet) -> str:
    return sheet.member or "together"


def _foreign(dossier: Dossier, incoming: Dossier) -> list[Finding]:
    """Tell what shows that the two belong to different things, as far as both say it."""
    pairs = (
        (("area", "key"), dossier.area and dossier.area.key, incoming.area and incoming.area.key),
        (("cycle",), dossier.cycle, incoming.cycle),
        (("criteria",), _set(dossier), _set(incoming)),
    )
    return [
        finding(Code.NOT_ONE_OF, *path, found=new, known=old, suggestion="")
        for path, old, new in pairs
        if old and new and old != new
    ]


def _set(dossier: Dossier) -> str | None:
    return dossier.criteria.partition("@")[0] if dossier.criteria else None


def _conflicts(dossier: Dossier, incoming: Dossier) -> list[Finding]:
    old = dossier.assessment.answers
    return [
        finding(
            Code.CONFLICT, "assessment", "answers", key,
            found=_said(answer), expected=_said(old[key]),
        )
        for key, answer in incoming.assessment.answers.items()
        if key in old and old[key].value != answer.value
    ]  # fmt: skip


def _said(answer: Answer) -> str:
    return phrase("the answer %(value)s", value=answer.value)
