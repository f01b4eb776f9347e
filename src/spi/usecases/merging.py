"""What comes in for a dossier, from a form or from elsewhere, taken into it without loss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve, fields, frozen

from spi.codec import to_plain
from spi.errors import raise_if_any
from spi.findings import Code, Finding, finding
from spi.findings import Path as KeyPath
from spi.model.answers import Answer
from spi.model.area import Area
from spi.model.assessment import RatingSheet
from spi.model.dossier import Dossier
from spi.model.dossier_checks import check_alone
from spi.phrases import phrase


@frozen(kw_only=True)
class Merged:
    """A dossier with what has come in.

    Attributes:
        added: Keys of answers, names of attributes of the area, and members whose ratings, were not
            there before.
        replaced: The same of those that were there and said something else.
    """

    dossier: Dossier
    added: tuple[str, ...]
    replaced: tuple[str, ...]


def merged(dossier: Dossier, incoming: Dossier, *, replace: bool = False) -> Merged:
    """Return a dossier with what another one of the same area says of it.

    These are the answers, the ratings, the sources, and what is told of the area itself.

    What an incoming answer of the same value does not say (period, source, evidence, …) stays as
    it was, and so do the steps that a sheet does not have. An answer that replaces another value
    is taken as it comes.

    Args:
        dossier: What is there.
        incoming: What has come in, for example from a form.
        replace: Whether what says something else takes the place of the old.

    Raises:
        InvalidDocument: Another area, cycle or criteria set; something that is not taken in, such
            as a plan; what says something else, and *replace* is false; or ratings of somebody who
            is no member. Nothing is lost.
    """
    conflicts = () if replace else [*_conflicts(dossier, incoming), *_of_area(dossier, incoming)]
    raise_if_any([*_foreign(dossier, incoming), *_other_parts(incoming), *conflicts])
    old, new = dossier.assessment, incoming.assessment
    answers = {key: _joined(old.answers.get(key), one) for key, one in new.answers.items()}
    before = {_who(one): one for one in old.ratings}
    sheets = {_who(one): _with_steps(before.get(_who(one)), one) for one in new.ratings}
    changed = [key for key, one in answers.items() if old.answers.get(key) != one]
    changed += [who for who, one in sheets.items() if before.get(who) != one]
    told, known = _told(incoming.area), _told(dossier.area)
    changed += [path[-1] for path, value in told.items() if known.get(path) != value]
    made = evolve(
        dossier,
        area=_joined_area(dossier.area, incoming.area),
        cycle=dossier.cycle or incoming.cycle,
        criteria=dossier.criteria or incoming.criteria,
        sources={**dossier.sources, **incoming.sources},
        assessment=evolve(
            old,
            answers={**old.answers, **answers},
            ratings=tuple({**before, **sheets}.values()),
        ),
    )
    raise_if_any(check_alone(made))
    there = {*old.answers, *before, *(path[-1] for path in known)}
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


_OF_AREA = ("kind", "country", "code", "note", "is_invented")


def _told(area: Area | None) -> dict[tuple[str, ...], object]:
    """Return what is told of an area beside its key and name, by its path."""
    if area is None:
        return {}
    default = Area(key=area.key, name=area.name)
    said: dict[tuple[str, ...], object] = {
        (name,): getattr(area, name)
        for name in _OF_AREA
        if getattr(area, name) != getattr(default, name)
    }
    return said | {("attributes", name): one for name, one in area.attributes.items()}


def _joined_area(old: Area | None, new: Area | None) -> Area | None:
    if old is None or new is None:
        return old or new
    own: dict[str, Any] = {
        path[0]: one for path, one in _told(new).items() if path[0] != "attributes"
    }
    return evolve(old, **own, attributes={**old.attributes, **new.attributes})


def _with_steps(old: RatingSheet | None, new: RatingSheet) -> RatingSheet:
    return new if old is None else evolve(new, steps={**old.steps, **new.steps})


def _who(sheet: RatingSheet) -> str:
    return sheet.member or "together"


def _foreign(dossier: Dossier, incoming: Dossier) -> list[Finding]:
    """Tell what shows that the two belong to different things, as far as both say it."""
    pairs = (
        *_areas(dossier.area, incoming.area),
        (("cycle",), dossier.cycle, incoming.cycle),
        (("criteria",), _set(dossier), _set(incoming)),
    )
    return [
        finding(Code.NOT_ONE_OF, *path, found=new, known=old, suggestion="")
        for path, old, new in pairs
        if old and new and old != new
    ]


def _areas(old: Area | None, new: Area | None) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Give the keys of two areas that differ in key and name: a form makes the key of the name."""
    if old is None or new is None or old.key == new.key:
        return
    names = {one.casefold().strip() for one in (*old.name.texts.values(), old.key)}
    if not names & {one.casefold().strip() for one in new.name.texts.values()}:
        yield ("area", "key"), old.key, new.key


def _set(dossier: Dossier) -> str | None:
    return dossier.criteria.partition("@")[0] if dossier.criteria else None


def _other_parts(incoming: Dossier) -> list[Finding]:
    """Tell what would be passed over."""
    known = "assessment.answers, assessment.ratings, sources, area"
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


def _of_area(dossier: Dossier, incoming: Dossier) -> Iterator[Finding]:
    known = _told(dossier.area)
    for path, value in _told(incoming.area).items():
        if known.get(path, value) != value:
            yield _conflict(("area", *path), known[path], value)


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
