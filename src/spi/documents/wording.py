"""Answers, scales and levels in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from spi.documents.nodes import Tone
from spi.language import Words
from spi.model.answers import (
    Absence,
    Asks,
    AsksChoice,
    AsksChoices,
    AsksNumber,
    AsksRatio,
    DerivedGap,
    DerivedRatio,
    Excluded,
    Fraction,
    NotApplicable,
    Points,
    Split,
    Suppressed,
)
from spi.model.criteria_set import CriteriaSet, FieldOfAction, Indicator, Topic
from spi.model.dossier import Dossier
from spi.model.levels import Level
from spi.model.scales import Curve, Linear, Log, Options, Progress, RatingSteps, Scale, Steps
from spi.model.source import Source
from spi.model.text import LocalText
from spi.scoring.leaves import LeafScore
from spi.scoring.levels import Standing
from spi.scoring.nodes import NodeScore
from spi.scoring.panel import PanelScore
from spi.scoring.reasons import Reason
from spi.scoring.tree import Status

_TONES = {"high": Tone.HIGH, "medium": Tone.MEDIUM, "low": Tone.LOW}
ABOUT_TEN, ABOUT_THOUSAND = 10, 1000

DASH = "–"


@frozen
class Wording:
    """The words of one language for the things of one criteria set."""

    words: Words
    criteria: CriteriaSet

    # --- names --------------------------------------------------------------------------------

    def name(self, node: CriteriaSet | Topic | Indicator) -> str:
        """Return what people read for a node: its label, or its key where there is none."""
        return self.words.of(node.label, source=self.criteria.source_language) or node.key

    def area(self, dossier: Dossier) -> str:
        """Return the name of the area that a dossier is about; a dash where it has none."""
        language = dossier.language or self.criteria.source_language
        return self.words.of(dossier.area.name, source=language) if dossier.area else DASH

    def short(self, node: Topic | Indicator) -> str:
        """Return the short label, for charts."""
        return self.words.of(node.short, source=self.criteria.source_language) or self.name(node)

    def group(self, key: str) -> str:
        """Return the name of a target group."""
        label = next((one.label for one in self.criteria.target_groups if one.key == key), None)
        return self.text(label) or key

    def rater_group(self, key: str) -> str:
        """Return the name of a group of raters."""
        label = next((one.label for one in self.criteria.rater_groups if one.key == key), None)
        return self.text(label) or key

    def text(self, text: LocalText | None) -> str:
        """Return a text of the set in this language."""
        return self.words.of(text, source=self.criteria.source_language)

    def number_of(self, node: CriteriaSet | Topic | Indicator) -> str:
        """Return the number of a field of action; empty if it has none."""
        has = isinstance(node, FieldOfAction) and node.number is not None
        return str(node.number) if has and isinstance(node, FieldOfAction) else ""

    def level(self, key: str | None) -> str:
        """Return the name of a level; empty for none."""
        return self._level(key, "label") if key else ""

    def short_level(self, key: str | None) -> str:
        """Return the short name of a level; empty for none."""
        return self._level(key, "short") if key else ""

    def _level(self, key: str, part: str) -> str:
        level = self.criteria.level(key)
        if not self.criteria.levels:
            return self.words.text(f"level.{key}" + (".short" if part == "short" else ""))
        text = self.text(level.short if part == "short" else level.label)
        return text or self.text(level.label) or key

    def standing(self, standing: Standing) -> str:
        """Return the name of a level, and whether open questions may still change it."""
        name = self.level(standing.level)
        known = standing.at_low and standing.at_high
        is_unsure = standing.level and known and not standing.is_sure
        return self.words.text("doc.level.unsure", level=name) if is_unsure else name

    def between(self, standing: Standing) -> str:
        """Say between which levels open questions may still move a score."""
        low, high = self.short_level(standing.at_low), self.short_level(standing.at_high)
        return self.words.text("doc.level.between", low=low, high=high)

    def tone(self, key: str | None) -> Tone | None:
        """Return the colour of a level."""
        level: Level | None = self.criteria.level(key) if key else None
        return _TONES.get(level.colour or "", Tone.NEUTRAL) if level else None

    def status(self, status: Status) -> str:
        """Return the name of a status."""
        return self.words.text(f"status.{status.value}")

    def state(self, node: NodeScore | Reason, *, is_withheld: bool = False) -> str:
        """Return the name of a node's status; what is made of others has no secret of its own."""
        is_made = node.kind in {"whole", "field", "topic"}
        if node.status is Status.SUPPRESSED and (is_withheld or is_made):
            return self.words.text("status.withheld")
        return self.status(node.status)

    def floors(self) -> tuple[float, ...]:
        """Return the floors of all levels."""
        return tuple(one.floor for one in self.criteria.effective_levels if one.floor is not None)

    def points(self, value: float) -> str:
        """Write points so that they stand in the level of their value."""
        return self.words.score(value, self.floors())

    def range(self, bounds: tuple[float, float]) -> str:
        """Write the possible range."""
        low, high = (self.points(one) for one in bounds)
        return low if low == high else self.words.text("doc.range.short", low=low, high=high)

    # --- figures ------------------------------------------------------------------------------

    def unit(self, unit: str | None) -> str:
        """Return the name of a unit; empty for none."""
        if unit is None:
            return ""
        label = next((one.label for one in self.criteria.units if one.key == unit), None)
        return self.text(label) or self.words.text_or(f"unit.{unit}", unit)

    def figure(self, value: float, unit: str | None = None) -> str:
        """Write a figure with its unit, with as many decimals as help."""
        if unit in {"percent", "share"}:
            percent = value if unit == "percent" else 100 * value
            decimals = _needed(percent, _decimals(percent))
            return self.words.percent(percent / 100, decimals)
        shown = self.words.number(round(value, _decimals(value)))
        name = self.unit(unit)
        return f"{shown}\N{NO-BREAK SPACE}{name}" if name else shown

    # --- answers ------------------------------------------------------------------------------

    def answer(self, leaf: Indicator, found: LeafScore) -> str:
        """Return what was found for an indicator, or why there is nothing."""
        fact = found.fact
        if fact.value is None:
            return self.absence(found.absence or fact.absence)
        told = self._value(leaf, found)
        if fact.given_for and fact.given_for != leaf.key:
            name = self.name(self._node(fact.given_for))
            return f"{told} ({self.words.text('doc.answer.for-all', name=name)})"
        return told

    def _node(self, key: str) -> CriteriaSet | Topic | Indicator:
        return self.criteria if key == self.criteria.key else self.criteria.node(key)

    def _value(self, leaf: Indicator, found: LeafScore) -> str:
        value = found.fact.value
        match value:
            case bool():
                return self.words.text("answer.yes" if value else "answer.no")
            case int() | float():
                return self._number(leaf, float(value), found)
            case str():
                return self.option(leaf.answer, value)
            case tuple():
                chosen = [self.option(leaf.answer, one) for one in value]
                return self.words.listed(chosen) if chosen else self.words.text("doc.answer.none")
            case Split():
                return self._split(value)
            case Points():
                return self.words.text("doc.answer.points", points=self.points(value.points))
        return ""

    def _split(self, split: Split) -> str:
        shares = {
            name: self.words.percent(getattr(split, name))
            for name in ("done", "planned", "not_done")
        }
        return self.words.text("doc.answer.split", **shares)

    def _number(self, leaf: Indicator, value: float, found: LeafScore) -> str:
        shown = self.figure(value, unit_of(leaf.answer))
        given = found.fact.answer.value if found.fact.answer else None
        asks = leaf.answer
        if not isinstance(given, Fraction) or not isinstance(asks, AsksRatio):
            return shown
        parts = {
            "value": shown,
            "numerator": self.figure(given.numerator),
            "denominator": self.figure(given.denominator),
        }
        what, of = self.text(asks.numerator), self.text(asks.denominator)
        if what and of:
            return self.words.text("doc.answer.named", what=what, of=of, **parts)
        return self.words.text("doc.answer.fraction", **parts)

    def option(self, asks: Asks | None, key: str) -> str:
        """Return the name of an option."""
        if isinstance(asks, AsksChoice | AsksChoices):
            label = next((one.label for one in asks.options if one.key == key), None)
            return self.text(label) or key
        return self.words.text(f"answer.{key}") if key in {"yes", "no"} else key

    def absence(self, absence: Absence | None) -> str:
        """Return why there is no answer."""
        match absence:
            case Excluded():
                name = Status.EXCLUDED
            case NotApplicable():
                name = Status.NOT_APPLICABLE
            case Suppressed():
                name = Status.SUPPRESSED
            case _:
                name = Status.UNANSWERED
        reason = self.reason(absence)
        if not reason:
            return self.status(name)
        return self.words.text("doc.absence", status=self.status(name), reason=reason)

    def reason(self, absence: Absence | None) -> str:
        """Return the reason of an absence; empty if none is stated."""
        if absence is None or absence.reason is None:
            return ""
        for node in self.criteria.nodes():
            rule = node.excluded
            if rule and isinstance(absence, Excluded) and rule.reason.source_text == absence.reason:
                return self.text(rule.reason)
        return self.words.phrase(absence.reason)

    # --- scales -------------------------------------------------------------------------------

    def scale(self, leaf: Indicator) -> str:
        """Say how an answer earns points."""
        scale = leaf.scale
        unit = unit_of(leaf.answer)
        match scale:
            case Linear() | Log():
                kind = "linear" if isinstance(scale, Linear) else "log"
                worst, best = self.figure(scale.worst, unit), self.figure(scale.best, unit)
                return self.words.text(f"doc.scale.{kind}", worst=worst, best=best)
            case Curve(knots=knots):
                pairs = [
                    f"{self.figure(one.at, unit)} → {self.points(one.points)}" for one in knots
                ]
                return self.words.text("doc.scale.curve", knots="; ".join(pairs))
            case Steps():
                return self.words.text("doc.scale.steps", bands="; ".join(self._bands(scale, unit)))
            case Options(points=points):
                pairs = [
                    f"{self.option(leaf.answer, key)} → {self.points(min(100.0, earned))}"
                    for key, earned in _in_order(leaf.answer, points)
                ]
                return self.words.text("doc.scale.options", options="; ".join(pairs))
            case Progress():
                return self.words.text("doc.scale.progress")
            case RatingSteps(steps=steps):
                return self.words.text("doc.scale.rating", steps=self.words.number(steps))
        return self.words.text("doc.scale.none")

    def _bands(self, scale: Steps, unit: str | None) -> Iterable[str]:
        first = self.figure(scale.edges[0], unit)
        yield self.words.text(
            "doc.scale.steps.below", edge=first, points=self.points(scale.points[0])
        )
        for edge, points in zip(scale.edges, scale.points[1:], strict=True):
            yield self.words.text(
                "doc.scale.steps.from", edge=self.figure(edge, unit), points=self.points(points)
            )

    def limits(self, scale: Scale | None) -> str:
        """Say what the limits of a scale rest on; empty if nothing is stated."""
        if scale is None:
            return ""
        parts = [self.text(scale.reason)]
        if scale.fitted:
            fitted = scale.fitted
            parts.append(
                self.words.text(
                    "doc.fitted",
                    group=self.text(fitted.group),
                    estimator=self.text(fitted.estimator),
                    n=self.words.number(fitted.units),
                    period=self.words.period(fitted.period) if fitted.period else "–",
                )
            )
        return " ".join(one for one in parts if one)

    # --- ratings and sources ------------------------------------------------------------------

    def ratings(self, panel: PanelScore) -> str:
        """Say what the working group says of an indicator."""
        if panel.points is None:
            n, quorum = (self.words.number(one) for one in (panel.count, panel.quorum))
            return self.words.text("doc.ratings.few", n=n, quorum=quorum)
        told = []
        if panel.together is not None:
            told.append(
                self.words.text("doc.ratings.together", n=self.words.number(panel.together))
            )
        else:
            told.append(self.words.count("count.raters", panel.count))
        told.append(self.words.text("doc.ratings.points", points=self.points(panel.points)))
        if panel.agreement is not None:
            shown = self.words.number(round(panel.agreement, 2))
            told.append(self.words.text("doc.ratings.agreement", agreement=shown))
        if panel.cannot_say:
            share = self.words.percent(panel.cannot_say)
            told.append(self.words.text("doc.ratings.cannot-say", share=share))
        return "; ".join(told)

    def source(self, source: Source) -> str:
        """Name a source in one line."""
        title = self.text(source.title)
        parts = [source.publisher or "", title]
        named = ": ".join(one for one in parts if one)
        missing_year = source.year and source.year not in named
        return f"{named} ({source.year})" if missing_year else named


def _needed(value: float, most: int) -> int:
    """Return how many decimals a number has when it is rounded to *most*."""
    return next(n for n in range(most + 1) if n == most or round(value, n) == round(value, most))


def _decimals(value: float) -> int:
    size = abs(value)
    if size >= ABOUT_THOUSAND:
        return 0
    return 1 if size >= ABOUT_TEN else 2


def _in_order(asks: Asks | None, points: Mapping[str, float]) -> list[tuple[str, float]]:
    """Give options in the order asked, yes before no."""
    if isinstance(asks, AsksChoice | AsksChoices):
        return [(one.key, points[one.key]) for one in asks.options if one.key in points]
    return sorted(points.items(), reverse=True)


def unit_of(asks: Asks | None) -> str | None:
    """Return the unit of an answer."""
    if isinstance(asks, AsksNumber | AsksRatio | DerivedRatio | DerivedGap):
        return asks.unit
    return None
