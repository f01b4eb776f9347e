"""A criteria set: fields of action, topics, indicators and rules, in one dated edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import evolve, field, frozen

from spi.errors import UnknownKey
from spi.model import marks
from spi.model.answers import Asks
from spi.model.conditions import Condition
from spi.model.levels import NEED_FOR_ACTION, Level
from spi.model.rules import Count, Factor, Mean, MeanKind, Open, Redistribution, Rules
from spi.model.scales import Scale
from spi.model.source import Source
from spi.model.text import LocalText

SCHEMA_VERSION = 1


class Kind(StrEnum):
    """What kind of question an indicator is."""

    STATISTIC = "statistic"
    SERVICE = "service"
    QUESTION = "question"


class Direction(StrEnum):
    """Which end of an answer is better."""

    HIGHER = "higher"
    LOWER = "lower"
    MIDDLE = "middle"
    NEUTRAL = "neutral"
    """Neither: the indicator is context, shown and never scored."""


class Basis(StrEnum):
    """What the score of an indicator is based on."""

    RULE = "rule"
    PANEL = "panel"
    PANEL_FIRST = "panel-first"


@frozen(kw_only=True)
class Rated:
    """The working group rates this indicator, in steps, with a hint for some of them."""

    steps: int = marks.number(default=5, at_least=2, at_most=100)
    hints: Mapping[str, LocalText] = marks.texts(doc="step to what deserves it")


@frozen(kw_only=True)
class Exclusion:
    """A rule that says where something does not apply, and why."""

    when: Condition = marks.part()
    reason: LocalText = marks.text()


@frozen(kw_only=True)
class Replaced:
    """An indicator of an earlier edition that this one takes the place of."""

    key: str = marks.key()
    weight: float = marks.number(default=1.0, above=0)


@frozen(kw_only=True)
class Indicator:
    """A question with a kind, an answer, a way to earn points, and a place in the tree."""

    key: str = marks.key()
    kind: Kind = marks.part(Kind.STATISTIC)
    label: LocalText | None = marks.text(default=None)
    short: LocalText | None = marks.text(default=None, doc="for charts, at most 40 characters")
    question: LocalText | None = marks.text(default=None)
    description: LocalText | None = marks.text(default=None)
    answer: Asks | None = marks.part(None)
    scale: Scale | None = marks.part(None)
    rating: Rated | None = marks.part(None)
    basis: Basis | None = marks.part(None)
    direction: Direction | None = marks.part(None)
    weight: float = marks.number(default=1.0, at_least=0)
    weight_reason: LocalText | None = marks.text(default=None)
    core: bool = marks.part(False)
    target_groups: tuple[str, ...] = marks.keys(doc="whom it concerns; nobody named is everybody")
    spheres: tuple[str, ...] = marks.keys()
    stages: tuple[str, ...] = marks.keys(doc="stages of arrival in which it is needed")
    sources: tuple[str, ...] = marks.keys(doc="usual publishers")
    always_applies: bool = marks.part(False, doc="nobody may say that it does not apply")
    excluded: Exclusion | None = marks.part(None)
    factor: Factor | None = marks.part(None)
    replaces: tuple[Replaced, ...] = marks.parts()

    @property
    def is_context(self) -> bool:
        """Whether it is shown and never scored."""
        return self.direction is Direction.NEUTRAL

    @property
    def effective_basis(self) -> Basis:
        """The stated basis, or the one that follows from scale and rating."""
        if self.basis is not None:
            return self.basis
        if self.rating is None:
            return Basis.RULE
        return Basis.PANEL if self.scale is None else Basis.PANEL_FIRST


@frozen(kw_only=True)
class Topic:
    """A group of indicators and of further topics, with rules for combining them."""

    key: str = marks.key()
    label: LocalText | None = marks.text(default=None)
    short: LocalText | None = marks.text(default=None, doc="for charts, at most 28 characters")
    description: LocalText | None = marks.text(default=None)
    weight: float | None = marks.number(default=None, at_least=0)
    rules: Rules = marks.part(Rules())
    topics: tuple[Topic, ...] = marks.parts()
    indicators: tuple[Indicator, ...] = marks.parts()
    excluded: Exclusion | None = marks.part(None)
    factor: Factor | None = marks.part(None)

    @property
    def children(self) -> tuple[Topic | Indicator, ...]:
        """Topics first, then indicators, each in the order written."""
        return (*self.topics, *self.indicators)


@frozen(kw_only=True)
class FieldOfAction(Topic):
    """One of the fields a community looks at; field 0 holds statistics."""

    number: int | None = marks.number(default=None, at_least=0)


Node = Topic | Indicator


class Voice(StrEnum):
    """Whose voice counts once in the panel."""

    PERSON = "person"
    GROUP = "group"


class Aggregate(StrEnum):
    """How the points of several raters become one."""

    MEAN = "mean"
    MEDIAN = "median"
    TRIMMED = "trimmed"


@frozen(kw_only=True)
class PanelRules:
    """How the working group's ratings become a score."""

    aggregate: Aggregate = marks.part(Aggregate.MEAN)
    voice: Voice = marks.part(Voice.PERSON)
    quorum: int = marks.number(default=3, at_least=1)


@frozen(kw_only=True)
class TargetGroup:
    """People whom indicators concern, and the rater groups that speak for them."""

    key: str = marks.key()
    label: LocalText | None = marks.text(default=None)
    within: str | None = marks.key(default=None, doc="the group that it is a part of")
    voices: tuple[str, ...] = marks.keys(doc="keys of rater groups")


@frozen(kw_only=True)
class Named:
    """A key with a label: a sphere, a rater group, a unit."""

    key: str = marks.key()
    label: LocalText | None = marks.text(default=None)


@frozen(kw_only=True)
class PointsMode:
    """The whole set counts points: leaves have points, inner nodes their sums.

    Attributes:
        equal_from: From this depth down (the whole is 0, fields are 1) the points of what does
            not apply are shared out equally; above it they shrink the whole.
    """

    equal_from: int = marks.number(default=1, at_least=0)


@frozen(kw_only=True)
class CriteriaSet:
    """All fields, indicators and rules; one dated edition.

    The whole is itself a node of the tree: its key is the set's, its rules are ``whole``.
    """

    schema_version: int = marks.number(default=SCHEMA_VERSION, at_least=1)
    key: str = marks.key()
    edition: str = marks.text(default="draft", form=marks.Form.WORD)
    source_language: str = marks.text(default="en", form=marks.Form.LANGUAGE)
    languages: tuple[str, ...] = marks.languages(
        doc="languages promised beside the source language"
    )
    draft_languages: tuple[str, ...] = marks.languages(
        doc="translated, and not yet signed by a native speaker"
    )
    label: LocalText | None = marks.text(default=None)
    description: LocalText | None = marks.text(default=None)
    licence: str | None = marks.text(default=None)
    valid_from: date | None = marks.part(None)
    rules: Rules = marks.part(Rules(), doc="for every node that does not say otherwise")
    depths: tuple[Rules, ...] = marks.parts(
        doc="for all nodes of one depth: first the whole, then its parts, then theirs, …"
    )
    whole: Rules = marks.part(Rules(), doc="for the whole alone")
    open: Open | None = marks.part(None)
    points: PointsMode | None = marks.part(None)
    panel: PanelRules = marks.part(PanelRules())
    levels: tuple[Level, ...] = marks.parts(doc="lowest first; need for action if none is named")
    target_groups: tuple[TargetGroup, ...] = marks.parts()
    views: tuple[str, ...] = marks.keys(
        doc="target groups whose views of the place stand side by side"
    )
    stages: tuple[Named, ...] = marks.parts(doc="stages of arrival, the first one first")
    spheres: tuple[Named, ...] = marks.parts()
    rater_groups: tuple[Named, ...] = marks.parts()
    units: tuple[Named, ...] = marks.parts(doc="labels of units")
    attributes: tuple[Named, ...] = marks.parts(doc="labels of what rules read about the area")
    sources: Mapping[str, Source] = marks.mapping()
    fields: tuple[FieldOfAction, ...] = marks.parts()
    indicators: tuple[Indicator, ...] = marks.parts(doc="directly below the whole")
    origin: str | None = marks.text(default=None, doc="which set this was made from, and how")
    memory: dict[str, Any] = field(init=False, eq=False, repr=False, factory=dict)
    """What has been computed from this set alone; part of no comparison and no file."""

    # --- what it says ----------------------------------------------------------------------

    @property
    def name(self) -> str:
        """Key and edition: ``alpine@2026``."""
        return f"{self.key}@{self.edition}"

    @property
    def children(self) -> tuple[FieldOfAction | Indicator, ...]:
        """Fields first, then indicators that stand alone."""
        return (*self.fields, *self.indicators)

    @property
    def effective_levels(self) -> tuple[Level, ...]:
        """The set's levels, or need for action."""
        return self.levels or NEED_FOR_ACTION

    @property
    def defaults(self) -> Rules:
        """What holds where neither node nor set says anything."""
        least = 0.0 if self.points else 2 / 3
        standard = Rules(
            mean=Mean(kind=MeanKind.ARITHMETIC),
            min_coverage=least,
            count=Count.WEIGHT,
            redistribution=Redistribution.RESCALE,
        )
        return self.rules.over(standard)

    @property
    def effective_open(self) -> Open:
        """The stated choice; zero in points mode, otherwise open parts are left out."""
        return self.open or (Open.ZERO if self.points else Open.LEAVE_OUT)

    def nodes(self) -> Iterator[Node]:
        """Give every field, topic and indicator, parents first."""
        return walk(self.children)

    def leaves(self) -> Iterator[Indicator]:
        """Give every indicator, in the order written."""
        return (node for node in self.nodes() if isinstance(node, Indicator))

    def node(self, key: str) -> Node:
        """Return the node with this key.

        Raises:
            UnknownKey: There is none.
        """
        for node in self.nodes():
            if node.key == key:
                return node
        raise UnknownKey("node", key, [node.key for node in self.nodes()])

    def indicator(self, key: str) -> Indicator:
        """Return the indicator with this key.

        Raises:
            UnknownKey: There is none.
        """
        for leaf in self.leaves():
            if leaf.key == key:
                return leaf
        raise UnknownKey("indicator", key, [leaf.key for leaf in self.leaves()])

    def level(self, key: str) -> Level:
        """Return the level with this key.

        Raises:
            UnknownKey: There is none.
        """
        for level in self.effective_levels:
            if level.key == key:
                return level
        raise UnknownKey("level", key, [level.key for level in self.effective_levels])

    def concerns(self, leaf: Indicator, group: str) -> bool:
        """Say whether an indicator concerns a target group.

        It does if it concerns everybody, the group, one that the group is a part of, or a part of
        the group.
        """
        return not leaf.target_groups or any(
            one in self.line_of(group) or group in self.line_of(one) for one in leaf.target_groups
        )

    def line_of(self, group: str) -> tuple[str, ...]:
        """Return a target group and those that it is a part of, itself first."""
        within = {one.key: one.within for one in self.target_groups}
        line = [group]
        while (above := within.get(line[-1])) is not None and above not in line:
            line.append(above)
        return tuple(line)

    # --- other sets made of it -------------------------------------------------------------

    def select(
        self,
        *,
        fields: Iterable[str] | None = None,
        kinds: Iterable[str] | None = None,
        core: bool | None = None,
        target_group: str | None = None,
        sphere: str | None = None,
    ) -> CriteriaSet:
        """Return a set of only what is asked for; the rest was never there.

        Args:
            fields: Keys of fields of action to keep; all by default.
            kinds: Kinds of indicators to keep: statistic, service, question; all by default.
            core: Keep only core indicators (true) or only the others (false).
            target_group: Keep what concerns this group or everybody.
            sphere: Keep what belongs to this sphere.

        Raises:
            UnknownKey: A field, kind, target group or sphere that the set does not have.
        """
        from spi.model.selection import select  # noqa: PLC0415 - the verb stands above the noun

        return select(
            self, fields=fields, kinds=kinds, core=core, target_group=target_group, sphere=sphere
        )

    def replace(
        self,
        *,
        weights: Mapping[str, float] | None = None,
        mean: Mean | str | None = None,
        min_coverage: float | None = None,
    ) -> CriteriaSet:
        """Return a set with other weights, another mean everywhere, or another coverage.

        Args:
            weights: Key to weight (≥ 0, relative among siblings).
            mean: A mean, or its name.
            min_coverage: Share from 0 to 1.

        Raises:
            UnknownKey: A weight for a key that the set does not have.
            InvalidInput: A number out of range, or a name that is no mean.
        """
        from spi.model.selection import replace  # noqa: PLC0415 - likewise

        return replace(self, weights=weights, mean=mean, min_coverage=min_coverage)

    @classmethod
    def from_table(cls, rows: Iterable[Mapping[str, Any]], *, key: str = "table") -> CriteriaSet:
        """Make a set from one row per node.

        Args:
            rows: Mappings with ``key`` (the set's own key stands for the whole) and, where wanted, ``parent``, ``kind`` (field, topic,
                statistic, service, question), ``label``, ``weight``, ``worst``, ``best``,
                ``direction``, ``scale``, ``unit``, ``mean`` and what else `spi.model.table_row`
                names; any order; empty cells are as if absent.
            key: Key of the set, and of the whole.

        Raises:
            InvalidDocument: All problems of all rows at once.
        """
        from spi.model.table import from_table  # noqa: PLC0415 - likewise

        return from_table(rows, key=key)

    def evolve(self, **changes: Any) -> CriteriaSet:  # noqa: ANN401 - whatever a part holds
        """Return a copy with some parts replaced."""
        return evolve(self, **changes)


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Give nodes and all below them, parents first."""
    for node in nodes:
        yield node
        if isinstance(node, Topic):
            yield from walk(node.children)
