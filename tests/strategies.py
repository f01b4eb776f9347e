"""Strategies: criteria sets with dossiers that fit them, as different as the contract allows.

A draw is a `Case`. Below the strategy `cases` stand plain functions that take *draw*: a tree of
composite strategies would be four times slower.
"""

from __future__ import annotations

from functools import cache, cached_property

from attrs import evolve, frozen
from hypothesis import strategies as st

from spi.codec import to_plain
from spi.model.action_plan import ActionPlan, Effect, Measure
from spi.model.answers import (
    Answer,
    AsksChoice,
    AsksChoices,
    AsksNumber,
    AsksProgress,
    AsksRatio,
    AsksYesNo,
    Backing,
    DerivedGap,
    DerivedRatio,
    Fraction,
    GapKind,
    NotApplicable,
    Option,
    Split,
    Suppressed,
    Unanswered,
)
from spi.model.area import Area
from spi.model.assessment import CANNOT_SAY, Assessment, Member, RatingSheet, WorkingGroup
from spi.model.conditions import All, Any, Compare, Not
from spi.model.criteria_set import (
    Aggregate,
    Basis,
    CriteriaSet,
    Direction,
    Exclusion,
    FieldOfAction,
    Indicator,
    PanelRules,
    PointsMode,
    Rated,
    Topic,
    Voice,
)
from spi.model.dossier import Dossier
from spi.model.levels import Level, LevelCondition
from spi.model.rules import (
    Band,
    Cap,
    Count,
    Factor,
    Gate,
    Line,
    Mean,
    MeanKind,
    Open,
    Redistribution,
    Rules,
)
from spi.model.scales import Curve, Knot, Linear, Log, Options, Progress, RatingSteps, Steps
from spi.model.text import LocalText
from spi.scoring import Scorecard, score


class Case:
    """A criteria set and a dossier that fits it."""

    def __init__(self, criteria: CriteriaSet, dossier: Dossier) -> None:
        self.criteria, self.dossier = criteria, dossier

    @cached_property
    def card(self) -> Scorecard:
        """The scores."""
        return score(self.dossier, self.criteria)

    def __repr__(self) -> str:
        """Say what was drawn as files say it."""
        return f"Case({to_plain(self.criteria)}, {to_plain(self.dossier)})"

    def answered(self, key: str, answer: Answer) -> Case:
        """Return the case with another answer to one question."""
        return Case(self.criteria, self.dossier.with_answer(key, answer))

    def by(self, **changes: object) -> Case:
        """Return the case with a set that is changed."""
        return Case(self.criteria.evolve(**changes), self.dossier)


@cache
def one_in(n: int) -> st.SearchStrategy[bool]:
    """Draw yes once in *n* times; the simplest is no."""
    return st.sampled_from([*[False] * (n - 1), True])


@cache
def up_to(n: int, least: int = 0) -> st.SearchStrategy[int]:
    """Draw a whole number."""
    return st.integers(least, n)


@cache
def tenths(low: int, high: int) -> st.SearchStrategy[float]:
    """Draw a number with one decimal."""
    return st.integers(low * 10, high * 10).map(lambda drawn: drawn / 10)


SCORES = st.one_of(st.sampled_from([0.0, 40.0, 70.0, 100.0]), tenths(0, 100), st.floats(0, 100))


# --- rules of combining --------------------------------------------------------------------------

PLAIN = Mean()
MEANS = st.sampled_from(
    [
        *[PLAIN] * 8,
        *(Mean(kind=kind) for kind in (MeanKind.GEOMETRIC, MeanKind.HARMONIC, MeanKind.MINIMUM)),
        *(Mean(kind=MeanKind.POWER, p=p) for p in (-100, -2, -0.01, 0, 0.01, 2, 100)),
        *(Mean(kind=MeanKind.WORST, k=k) for k in (1, 2, 3)),
    ]
)
FLOORS = st.sampled_from([None, 1.0, 20.0])
COVERAGES = st.sampled_from([None, 2 / 3, 0.0, 1.0, 0.5, 0.25])
COUNTS = st.sampled_from([None, None, *Count])
WAYS_OF_SHARING = st.sampled_from([None, *Redistribution])


def draw_rules(draw, above: Mean) -> Rules:
    """Draw the rules of a node, caps and gates aside; *above* is the mean of its parent."""
    mean = draw(MEANS)
    sharing = draw(WAYS_OF_SHARING)
    if sharing is Redistribution.SHRINK and (mean, above) != (PLAIN, PLAIN):
        sharing = None
    return Rules(
        mean=mean,
        floor=draw(FLOORS) if mean.falls_to_zero else None,
        min_coverage=draw(COVERAGES),
        count=draw(COUNTS),
        redistribution=sharing,
    )


def draw_cuts(draw, known: list[str]) -> dict[str, tuple]:
    """Draw caps and gates by nodes that are computed before."""
    found: dict[str, tuple] = {}
    if known and draw(one_in(4)):
        found["cap"] = (Cap(by=draw(st.sampled_from(known))),)
    if known and draw(one_in(4)):
        by, least, limit = draw(st.sampled_from(known)), draw(SCORES), draw(SCORES)
        found["gate"] = (Gate(by=by, at_least=least, limit=limit),)
    return found


# --- what depends on the area --------------------------------------------------------------------

TOURISM = Compare(answer="tourism", is_=True)
SMALL = Compare(attribute="population", below=500)
CONDITIONS = st.sampled_from(
    [
        TOURISM,
        SMALL,
        Compare(attribute="kind", in_=("valley", "region")),
        Compare(answer="persons", at_least=60),
        Not(not_=TOURISM),
        All(all=(SMALL, TOURISM)),
        Any(any=(SMALL, TOURISM)),
    ]
)
BANDS = (Band(at_least=100, factor=0.5), Band(at_least=900, factor=3))
LINE = Line(start=100, end=1000, factor_at_start=0, factor_at_end=2)
FACTORS = st.sampled_from(
    [
        Factor(attribute="share", times=2),
        Factor(attribute="kind", table={"valley": 0.5, "town": 0}),
        Factor(attribute="population", bands=BANDS),
        Factor(attribute="population", line=LINE),
    ]
)
ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={
        "population": st.sampled_from([50, 100, 400, 700, 2000]),
        "kind": st.sampled_from(["valley", "town", "village"]),
        "share": st.sampled_from([0, 0.25, 1, 3]),
    },
)
REASON = LocalText.of("there is no need for it here")


def draw_personal(draw, *, points: bool) -> dict[str, object]:
    """Draw an exclusion rule and a factor, or neither."""
    found: dict[str, object] = {}
    if not points and draw(one_in(8)):
        found["excluded"] = Exclusion(when=draw(CONDITIONS), reason=REASON)
    if draw(one_in(6)):
        found["factor"] = draw(FACTORS)
    return found


# --- indicators ----------------------------------------------------------------------------------

OPTIONS = (Option(key="bus"), Option(key="train"), Option(key="boat"))
NUMBER = AsksNumber(unit="percent")
RATIO = AsksRatio(per=100, min_base=20)
UP = Linear(worst=0, best=100)
CORNERS = (Knot(at=0, points=0), Knot(at=40, points=100), Knot(at=90, points=10))
WAYS = st.sampled_from(
    [
        (NUMBER, UP),
        (NUMBER, Linear(worst=60, best=10)),
        (NUMBER, Log(worst=0.5, best=90)),
        (NUMBER, Curve(knots=CORNERS)),
        (NUMBER, Steps(edges=(20, 29, 70), points=(0, 30, 60, 100))),
        (AsksYesNo(), Options(points={"yes": 100, "no": 0})),
        (AsksChoice(options=OPTIONS), Options(points={"bus": 100, "train": 40, "boat": 0})),
        (AsksChoices(options=OPTIONS), Options(points={"bus": 70, "train": 40, "boat": 10})),
        (AsksProgress(), Progress()),
        (AsksProgress(), Progress()),
        (RATIO, UP),
        (RATIO, UP),
        (AsksNumber(), RatingSteps(steps=5)),
    ]
)
PERSONS_PER_BASE = DerivedRatio(numerator=("persons",), denominator=("base",), per=100, min_base=20)
DERIVED = st.sampled_from(
    [
        (PERSONS_PER_BASE, UP),
        (DerivedGap(group="persons", reference="base"), Linear(worst=50, best=-50)),
        (
            DerivedGap(group="persons", reference="base", kind=GapKind.QUOTIENT),
            Linear(worst=0, best=2),
        ),
    ]
)
BASES = st.sampled_from([None, *Basis])
WEIGHTS = st.sampled_from([1.0, 1.0, 1.0, 2.0, 0.0, 0.3, 7.0, 1e-6, 1e6])
POINTS = st.sampled_from([10.0, 20.0, 5.0, 0.0, 40.0])


def draw_indicator(draw, key: str, *, points: bool, plain: bool) -> Indicator:
    """Draw an indicator that is scored."""
    about = {} if plain else draw_personal(draw, points=points)
    about["weight"] = draw(POINTS if points else WEIGHTS)
    about["core"] = draw(st.booleans())
    rated = Rated() if not points and draw(one_in(3)) else None
    if rated and draw(one_in(3)):
        return Indicator(key=key, rating=rated, **about)
    asks, scale = draw(DERIVED if not (points or plain) and draw(one_in(6)) else WAYS)
    basis = draw(BASES) if rated else None
    return Indicator(key=key, answer=asks, scale=scale, rating=rated, basis=basis, **about)


def a_context(key: str, asks: AsksNumber | AsksYesNo) -> Indicator:
    """Make an indicator that rules and derived answers read."""
    return Indicator(key=key, answer=asks, direction=Direction.NEUTRAL)


CONTEXT = (
    a_context("persons", AsksNumber()),
    a_context("base", AsksNumber()),
    a_context("tourism", AsksYesNo()),
)


# --- the tree ------------------------------------------------------------------------------------


@frozen
class _Tree:
    """Draws a tree; *known* are the keys of the nodes drawn before, so that no rule is a cycle."""

    draw: object
    points: bool
    plain: bool
    known: list[str]

    def whole(self) -> CriteriaSet:
        """Draw the whole set."""
        draw, points = self.draw, self.points
        rules = Rules() if points else draw_rules(draw, PLAIN)
        fields, leaves = self.children("", rules.mean, 0)
        whole = rules if self.plain else evolve(rules, **draw_cuts(draw, self.known))
        for_all = Rules(min_coverage=draw(COVERAGES), count=draw(COUNTS))
        return CriteriaSet(
            key="whole",
            whole=whole,
            fields=tuple(fields),
            indicators=(*leaves, *(() if points else CONTEXT)),
            rules=Rules() if points else for_all,
            open=Open.ZERO if not points and draw(one_in(4)) else None,
            points=PointsMode(equal_from=draw(up_to(2))) if points else None,
            panel=draw(PANELS),
            levels=draw_levels(draw, [*self.known, "whole"]) if draw(st.booleans()) else (),
        )

    def children(self, prefix: str, mean: Mean | None, depth: int) -> tuple[list, list]:
        """Draw what stands below a node, with at least one weight above zero."""
        draw = self.draw
        topics = draw(up_to(2)) if depth < 3 else 0
        count = draw(up_to(3, 0 if topics else 1))
        inner = [self.topic(f"{prefix}t{i}", mean, depth + 1) for i in range(topics)]
        below = [self.leaf(f"{prefix}i{i}") for i in range(count)]
        if not any(one.weight for one in [*inner, *below]) and not (self.points and inner):
            first = inner or below
            first[0] = evolve(first[0], weight=1.0)
        return inner, below

    def leaf(self, key: str) -> Indicator:
        """Draw an indicator."""
        made = draw_indicator(self.draw, key, points=self.points, plain=self.plain)
        self.known.append(key)
        return made

    def topic(self, key: str, above: Mean | None, depth: int) -> Topic:
        """Draw a field of action or a topic, with all below."""
        draw = self.draw
        rules = Rules() if self.points else draw_rules(draw, above)
        inner, below = self.children(f"{key}-", rules.mean, depth)
        own = {} if self.plain else draw_personal(draw, points=self.points)
        cuts = {} if self.plain else draw_cuts(draw, self.known)
        self.known.append(key)
        kind = FieldOfAction if depth == 1 else Topic
        return kind(
            key=key,
            weight=None if self.points else draw(WEIGHTS),
            rules=evolve(rules, **cuts),
            topics=tuple(inner),
            indicators=tuple(below),
            **own,
        )


PANELS = st.builds(
    PanelRules,
    aggregate=st.sampled_from(Aggregate),
    voice=st.sampled_from(Voice),
    quorum=st.integers(1, 3),
)
SHARES = st.sampled_from([0.0, 0.5, 2 / 3, 1.0])


def draw_levels(draw, known: list[str]) -> tuple[Level, ...]:
    """Draw three levels, some with conditions, some with conditions in place of a floor."""

    def condition() -> LevelCondition:
        way, least, planned = draw(up_to(2)), draw(SCORES), draw(st.booleans())
        if way == 0:
            node = draw(st.sampled_from(known))
            return LevelCondition(node=node, at_least=least, planned=planned)
        if way == 1:
            return LevelCondition(lowest=draw(up_to(3, 1)), at_least=least, planned=planned)
        return LevelCondition(core_met=draw(SHARES), met_at=least, planned=planned)

    def level(key: str, floor: float) -> Level:
        conditions = tuple(condition() for _ in range(draw(up_to(2))))
        bare = bool(conditions) and draw(one_in(3))
        return Level(key=key, floor=None if bare else floor, conditions=conditions)

    return (Level(key="high", floor=0), level("medium", 40), level("low", 70))


# --- dossiers ------------------------------------------------------------------------------------

HELD_BACK = st.sampled_from([Unanswered(), Suppressed("secret"), NotApplicable("there is none")])
SPLITS = st.sampled_from(
    [
        Split(done=done, planned=planned, not_done=round(1 - done - planned, 9))
        for done, planned in [
            (1, 0),
            (0, 0),
            (0, 1),
            (0.5, 0.25),
            (0.25, 0.5),
            (0.3, 0.3),
            (0.9, 0.1),
        ]
    ]
)
FRACTIONS = st.builds(
    Fraction,
    numerator=st.integers(0, 60),
    denominator=st.sampled_from([0, 10, 19.5, 20, 60, 100, 3000]),
)
NUMBERS = st.one_of(st.sampled_from([0.0, 29.0, 50.0, 100.0]), tenths(0, 100))
ONE_OPTION = st.sampled_from([one.key for one in OPTIONS])
SOME_OPTIONS = st.sampled_from(
    [(), ("bus",), ("boat",), ("train", "boat"), ("bus", "train", "boat")]
)


def facts_for(leaf: Indicator) -> st.SearchStrategy | None:
    """Give the strategy of facts that fit a question; ``None`` where nobody is asked."""
    match leaf.answer:
        case AsksNumber() if isinstance(leaf.scale, RatingSteps):
            return tenths(1, 5)
        case AsksNumber() if isinstance(leaf.scale, Log):
            return tenths(1, 100)
        case AsksNumber():
            return NUMBERS
        case AsksYesNo():
            return st.booleans()
        case AsksChoice():
            return ONE_OPTION
        case AsksChoices():
            return SOME_OPTIONS
        case AsksProgress():
            return SPLITS
        case AsksRatio():
            return FRACTIONS
    return None


def draw_answer(draw, leaf: Indicator) -> Answer:
    """Draw a fact, or a reason why there is none."""
    facts = facts_for(leaf)
    if facts is None or draw(one_in(4)):
        return Answer(value=draw(HELD_BACK))
    return Answer(value=draw(facts), evidence=draw(st.sampled_from(Backing)))


def draw_assessment(draw, criteria: CriteriaSet) -> Assessment:
    """Draw answers and ratings."""
    answers: dict[str, Answer] = {}
    for node in [criteria, *criteria.nodes()]:
        if isinstance(node, Indicator):
            asked = facts_for(node) is not None
            if not draw(one_in(6)) if asked else draw(one_in(6)):
                answers[node.key] = draw_answer(draw, node)
        elif draw(one_in(25 if node is criteria else 10)):
            value = draw(SPLITS if draw(st.booleans()) else HELD_BACK)
            answers[node.key] = Answer(value=value)
    rated = [leaf.key for leaf in criteria.leaves() if leaf.rating]
    return draw_ratings(draw, answers, rated) if rated else Assessment(answers=answers)


STEPS = st.sampled_from([1, 2, 3, 4, 5, 5, CANNOT_SAY, None])
GROUPS = st.sampled_from([(), ("politics",), ("newcomers",), ("politics", "newcomers")])


def draw_ratings(draw, answers: dict[str, Answer], rated: list[str]) -> Assessment:
    """Draw a working group, and what each of it says of what can be rated."""
    who = [f"m{i}" for i in range(draw(up_to(4, 1)))]
    sheets = []
    for one in who:
        steps = {key: step for key in rated if (step := draw(STEPS)) is not None}
        sheets.append(RatingSheet(member=one, steps=steps))
    if draw(one_in(4)):
        steps = {rated[0]: draw(STEPS) or 3}
        sheets.append(RatingSheet(together=draw(up_to(12, 1)), steps=steps))
    members = tuple(Member(key=one, groups=draw(GROUPS)) for one in who)
    listed = WorkingGroup(members=members if draw(st.booleans()) else ())
    return Assessment(answers=answers, ratings=tuple(sheets), working_group=listed)


def draw_plan(draw, criteria: CriteriaSet) -> ActionPlan:
    """Draw measures with their effects."""
    leaves = [leaf for leaf in criteria.leaves() if not leaf.is_context]

    def effect() -> Effect:
        leaf = draw(st.sampled_from(leaves))
        facts = facts_for(leaf)
        if facts is None or draw(one_in(3)):
            return Effect(indicator=leaf.key, target_points=draw(SCORES))
        return Effect(indicator=leaf.key, target_answer=Answer(value=draw(facts)))

    return ActionPlan(
        measures=tuple(
            Measure(key=f"m{i}", effects=tuple(effect() for _ in range(draw(up_to(2, 1)))))
            for i in range(draw(up_to(3)))
        )
    )


@st.composite
def cases(draw, *, points: bool | None = None, plain: bool = False) -> Case:
    """Draw a criteria set with a dossier that fits it.

    Args:
        draw: Given by Hypothesis.
        points: Whether the set counts points; one in six by default.
        plain: Leave out what cuts a score and what depends on the area.
    """
    counted = draw(one_in(6)) if points is None else points
    criteria = _Tree(draw, points=counted, plain=plain, known=[]).whole()
    area = Area(key="village", name=LocalText.of("V"), attributes=draw(ATTRIBUTES))
    assessment, plan = draw_assessment(draw, criteria), draw_plan(draw, criteria)
    return Case(criteria, Dossier(area=area, assessment=assessment, plan=plan))
