"""A dossier: all that is known of one area in one cycle, every part optional."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import evolve, fields, frozen

from spi.errors import InvalidInput
from spi.model import marks
from spi.model.action_plan import ActionPlan
from spi.model.answers import Absence, Answer, Found
from spi.model.area import Area
from spi.model.assessment import CANNOT_SAY, Assessment, RatingSheet, Step
from spi.model.marks import Form, Personal
from spi.model.people import Person
from spi.model.source import Source
from spi.model.text import LocalText
from spi.phrases import suggestion

SCHEMA_VERSION = 1


@frozen(kw_only=True)
class Release:
    """The decision to let the public see the results."""

    decided_on: date = marks.part()
    decided_by: str | None = marks.text(default=None, personal=Personal.POSSIBLE)


@frozen(kw_only=True)
class Dossier:
    """All of it for one area and one cycle.

    Attributes:
        criteria: Key, or key and edition, of the criteria set: ``alpine@2026``.
        cycle: Names the cycle, for example its year.
        members: Dossiers of the areas that this area is made of.
    """

    schema_version: int = marks.number(default=SCHEMA_VERSION, at_least=1)
    criteria: str | None = marks.text(default=None, form=Form.EDITION)
    cycle: str | None = marks.text(default=None, form=Form.WORD)
    language: str | None = marks.text(default=None, form=Form.LANGUAGE)
    area: Area | None = marks.part(None)
    sources: Mapping[str, Source] = marks.mapping()
    assessment: Assessment = marks.part(Assessment())
    plan: ActionPlan = marks.part(ActionPlan())
    people: tuple[Person, ...] = marks.parts()
    release: Release | None = marks.part(None)
    note: LocalText | None = marks.text(default=None, personal=Personal.POSSIBLE)
    members: tuple[Dossier, ...] = marks.parts()

    @property
    def key(self) -> str:
        """Area and cycle, as far as they are stated: ``sattel/2026``."""
        area = self.area.key if self.area else "unnamed"
        return f"{area}/{self.cycle}" if self.cycle else area

    def with_answer(self, key: str, value: Answer | Found | Absence, **about: object) -> Dossier:
        """Return a copy with an answer in place of an earlier one.

        Args:
            key: Key of the indicator (or topic).
            value: An `Answer`, or its bare value.
            about: ``unit``, ``period``, ``source``, ``evidence``, ``note`` … of a bare value.

        Raises:
            InvalidInput: Something about the answer that cannot be right.
        """
        answer = value if isinstance(value, Answer) else _answer(value, about)
        return evolve(self, assessment=self.assessment.with_answer(key, answer))

    def with_rating(
        self, key: str, step: Step, *, member: str | None = None, together: int | None = None
    ) -> Dossier:
        """Return a copy with one rating in place of an earlier one.

        Args:
            key: Key of the indicator.
            step: A step from 1, or ``cannot-say``.
            member: Key of the member who rates, or
            together: the number of people present who rate together.

        Raises:
            InvalidInput: Neither or both of member and together.
        """
        old = next((one for one in self.assessment.ratings if one.member == member), None)
        steps = {**(old.steps if old else {}), key: step}
        sheet = RatingSheet(member=member, together=together, steps=steps)
        return evolve(self, assessment=self.assessment.with_sheet(sheet))


def _answer(value: Found | Absence, about: Mapping[str, Any]) -> Answer:
    known = [one.name for one in fields(Answer) if one.name != "value"]
    for name in about:
        if name not in known:
            hint = suggestion(name, known)
            msg = f'found "{name}", expected one of: {", ".join(known)}{hint}'
            raise InvalidInput(msg)
    return Answer(value=value, **about)


__all__ = ["CANNOT_SAY", "SCHEMA_VERSION", "Dossier", "Release"]
