"""Forms to fill in anywhere, and what comes back from them into a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve, fields, frozen

from spi.codec import to_plain
from spi.errors import raise_if_any
from spi.findings import Code, Finding, finding
from spi.findings import Path as KeyPath
from spi.language import words
from spi.model.answers import Answer
from spi.model.area import Area
from spi.model.assessment import RatingSheet
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
    """Return a dossier with the answers, ratings and sources of another one of the same area.

    What an incoming answer of the same value does not say (period, source, evidence, …) stays as
    it was, and so do the steps that a sheet does not have. An answer that replaces another value
    is taken as it comes.

    Args:
        dossier: What is there.
        incoming: What has come in, for example from a form.
        replace: Whether what says something else takes the place of the old.

    Raises:
        InvalidDocument: Another area, cycle or criteria set; something else than answers, ratings
            and sources; what says something else, and *replace* is false; or ratings of somebody
            who is no member. Nothing is lost.
    """
    conflicts = () if replace else _conflicts(dossier, incoming)
    raise_if_any([*_foreign(dossier, incoming), *_other_parts(incoming), *conflicts])
    old, new = dossier.assessment, incoming.assessment
    answers = {key: _joined(old.answers.get(key), one) for key, one in new.answers.items()}
    before = {_who(one): one for one in old.ratings}
    sheets = {_who(one): _with_steps(before.get(_who(one)), one) for one in new.ratings}
    changed = [key for key, one in answers.items() if old.answers.get(key) != one]
    changed += [who for who, one in sheets.items() if before.get(who) != one]
    made = evolve(
        dossier,
        sources={**dossier.sources, **incoming.sources},
        assessment=evolve(
            old,
            answers={**old.answers, **answers},
            ratings=tuple({**before, **sheets}.values()),
        ),
    )
    raise_if_any(check_alone(made))
    there = {*old.answers, *before}
    return Merged(
        dossier=made,
        added=tuple(one for one in changed if one not in there),
        replaced=tuple(one for one in changed if one in there),
    )


_ABOUT = tuple(one.name for one in fields(Answer) if one.name not in {"value", "unit"})


def _said(answer: Answer) -> dict[str, Any]:
    """Return what an answer says beside its value."""
    default = Answer(value=0.0)
    about = {name: getattr(answer, name) for name in _ABOUT}
    return {name: value for name, value in about.items() if value != getattr(default, name)}


def _joined(old: Answer | None, new: Answer) -> Answer:
    """Return an answer with what an equal one before it has said as well."""
    if old is None or (old.value, old.unit) != (new.value, new.unit):
        return new
    return evolve(old, **_said(new))


def _with_steps(old: RatingSheet | None, new: RatingSheet) -> RatingSheet:
    return new if old is None else evolve(new, steps={**old.steps, **new.steps})


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


def _other_parts(incoming: Dossier) -> list[Finding]:
    """Tell what would be passed over: only answers, ratings and sources are taken in."""
    known = "assessment.answers, assessment.ratings, sources"
    parts = {
        ("people",): incoming.people,
        ("plan",): incoming.plan.measures,
        ("members",): incoming.members,
        ("release",): incoming.release,
        ("assessment", "working_group"): incoming.assessment.working_group.members,
    }
    return [
        finding(Code.UNKNOWN_ENTRY, *path, found=path[-1], known=known, suggestion="")
        for path, part in parts.items()
        if part
    ]


def _conflicts(dossier: Dossier, incoming: Dossier) -> Iterator[Finding]:
    """Tell what says something else than what is there."""
    answers = dossier.assessment.answers
    for key, new in incoming.assessment.answers.items():
        if (old := answers.get(key)) is not None:
            yield from _differences(("assessment", "answers", key), old, new)
    sheets = {_who(one): one.steps for one in dossier.assessment.ratings}
    joint = dossier.assessment.joint_sheet
    present = joint.together if joint else None
    for i, sheet in enumerate(incoming.assessment.ratings):
        was = sheets.get(_who(sheet), {})
        if sheet.together and present not in {None, sheet.together}:
            yield _conflict(("assessment", "ratings", i, "together"), present, sheet.together)
        for key, step in sheet.steps.items():
            if was.get(key, step) != step:
                yield _conflict(("assessment", "ratings", i, "steps", key), was[key], step)
    for key, source in incoming.sources.items():
        if dossier.sources.get(key, source) != source:
            yield _conflict(("sources", key), key, key)


def _differences(path: KeyPath, old: Answer, new: Answer) -> Iterator[Finding]:
    if (old.value, old.unit) != (new.value, new.unit):
        yield _conflict(path, *(_shown(one) for one in (old, new)))
        return
    said = _said(old)
    for name, value in _said(new).items():
        if name in said and said[name] != value:
            yield _conflict((*path, name), said[name], value)


def _conflict(path: KeyPath, old: object, new: object) -> Finding:
    was, now = (phrase("the answer %(value)s", value=one) for one in (old, new))
    return finding(Code.CONFLICT, *path, found=now, expected=was)


def _shown(answer: Answer) -> str:
    """Write an answer as files do."""
    written = to_plain(answer)
    plain = written.get("value", written) if isinstance(written, dict) else written
    return f"{plain} {answer.unit}" if answer.unit else f"{plain}"
