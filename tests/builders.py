"""Builders: objects of the model that say only what matters to a test.

Unless told otherwise an indicator is answered with its own points, from 0 to 100, so that
`a_card(80, 40, U)` is a whole of three indicators a, b, c: two have a score, one is open.
"""

from __future__ import annotations

from string import ascii_lowercase

from attrs import evolve, fields

from spi.codec import from_plain
from spi.model.answers import Absence, Answer
from spi.model.assessment import Assessment, Member, RatingSheet, WorkingGroup
from spi.model.criteria_set import CriteriaSet, FieldOfAction, Indicator, Topic
from spi.model.dossier import Dossier
from spi.model.rules import Rules
from spi.scoring import score

U = {"absent": "unanswered"}
N = {"absent": "not-applicable", "reason": "there is none here"}
SECRET = {"absent": "suppressed"}

_RULES = {one.name for one in fields(Rules)}
_WAYS = {"answer", "scale", "rating", "direction"}


def an_indicator(key: str = "a", **about) -> Indicator:
    """Make an indicator; without *about* its answer is its points."""
    ways = {} if _WAYS & about.keys() else {"answer": "number", "scale": linear(0, 100)}
    return from_plain({"key": key, **ways, **about}, Indicator)


def a_rated(key: str = "a", **about) -> Indicator:
    """Make an indicator that the working group rates in five steps."""
    return an_indicator(key, rating={}, **about)


def a_context(key: str, answer: object = "number", **about) -> Indicator:
    """Make an indicator that is shown and never scored."""
    return an_indicator(key, answer=answer, direction="neutral", **about)


def linear(worst: float, best: float) -> dict[str, object]:
    """Give a straight line as files write it."""
    return {"type": "linear", "worst": worst, "best": best}


def a_topic(key: str, *children: Topic | Indicator, kind: type[Topic] = Topic, **about) -> Topic:
    """Make a topic; what is a rule of combining may be said directly: ``mean="minimum"``."""
    made = from_plain({"key": key, **_apart(about, "rules")}, kind)
    return evolve(
        made,
        topics=tuple(one for one in children if isinstance(one, Topic)),
        indicators=tuple(one for one in children if isinstance(one, Indicator)),
    )


def a_field(key: str, *children: Topic | Indicator, **about) -> FieldOfAction:
    """Make a field of action."""
    return a_topic(key, *children, kind=FieldOfAction, **about)


def a_set(*children: FieldOfAction | Indicator, **about) -> CriteriaSet:
    """Make a criteria set with the key ``whole``; rules of combining hold for the whole alone."""
    made = from_plain({"key": "whole", **_apart(about, "whole")}, CriteriaSet)
    return evolve(
        made,
        fields=tuple(one for one in children if isinstance(one, Topic)),
        indicators=tuple(one for one in children if isinstance(one, Indicator)),
    )


def _apart(about: dict, place: str) -> dict:
    rules = {name: value for name, value in about.items() if name in _RULES}
    rest = {name: value for name, value in about.items() if name not in _RULES}
    return {place: rules, **rest} if rules else rest


def a_dossier(
    answers: dict | None = None,
    *,
    ratings: dict[str, dict] | None = None,
    groups: dict[str, list[str]] | None = None,
    together: tuple[int, dict] | None = None,
    measures: dict[str, dict] | None = None,
    attributes: dict | None = None,
    members: list[Dossier] | None = None,
    key: str = "village",
) -> Dossier:
    """Make a dossier.

    Args:
        answers: Node key to answer, as files write it, or an object of the model.
        ratings: Member to steps.
        groups: Member to rater groups; who rates without being named here belongs to none.
        together: Number of people present, and the steps they agreed on.
        measures: Measure to effects: indicator to points, or to an answer ``{"answer": …}``.
        attributes: Of the area.
        members: Dossiers of the areas that it is made of.
        key: Of the area.
    """
    plan = {"measures": [_measure(one, effects) for one, effects in (measures or {}).items()]}
    plain = {"area": {"key": key, "name": "V", "attributes": attributes or {}}, "plan": plan}
    sheets = [RatingSheet(member=who, steps=steps) for who, steps in (ratings or {}).items()]
    if together:
        sheets.append(RatingSheet(together=together[0], steps=together[1]))
    return evolve(
        from_plain(plain, Dossier),
        members=tuple(members or ()),
        assessment=Assessment(
            answers={one: an_answer(value) for one, value in (answers or {}).items()},
            ratings=tuple(sheets),
            working_group=WorkingGroup(
                members=tuple(
                    Member(key=who, groups=tuple(own)) for who, own in (groups or {}).items()
                )
            ),
        ),
    )


def an_answer(value: object) -> Answer:
    """Make an answer of what files write, or of an object of the model."""
    if isinstance(value, Answer):
        return value
    return Answer(value=value) if isinstance(value, Absence) else from_plain(value, Answer)


def _measure(key: str, effects: dict) -> dict:
    return {"key": key, "effects": [_effect(one, aim) for one, aim in effects.items()]}


def _effect(indicator: str, aim: object) -> dict:
    target = {"target_answer": aim["answer"]} if isinstance(aim, dict) else {"target_points": aim}
    return {"indicator": indicator, **target}


def a_card(*answers: object, weights: tuple | None = None, plan: dict | None = None, **about):
    """Score a whole of indicators a, b, c … with these answers; *about* is said of the set."""
    keys = ascii_lowercase[: len(answers)]
    leaves = [
        an_indicator(key, weight=weight)
        for key, weight in zip(keys, weights or [1] * len(answers), strict=True)
    ]
    dossier = a_dossier(dict(zip(keys, answers, strict=True)), measures=plan)
    return score(dossier, a_set(*leaves, **about))


def four(numbers: object) -> object:
    """Round as the worked examples are printed: to four decimals, also in lists."""
    if isinstance(numbers, int | float):
        return round(numbers, 4)
    return [four(one) for one in numbers]
