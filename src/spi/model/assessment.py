"""An assessment: answers and ratings of one area in one cycle, and who rated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import evolve, frozen

from spi.errors import InvalidInput
from spi.model import marks
from spi.model.answers import Answer, Unanswered
from spi.model.marks import Personal
from spi.model.text import LocalText

CANNOT_SAY: Literal["cannot-say"] = "cannot-say"
Step = int | Literal["cannot-say"]


@frozen(kw_only=True)
class Member:
    """One member of the working group, named by a random key."""

    key: str = marks.key(personal=Personal.YES)
    groups: tuple[str, ...] = marks.keys(personal=Personal.YES, doc="one or more")
    person: str | None = marks.key(default=None, personal=Personal.YES, doc="key among people")


@frozen(kw_only=True)
class WorkingGroup:
    """The people who rate."""

    members: tuple[Member, ...] = marks.parts()
    note: LocalText | None = marks.text(default=None, personal=Personal.POSSIBLE)

    def member(self, key: str) -> Member | None:
        """Return the member with this key, or ``None``."""
        return next((one for one in self.members if one.key == key), None)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of all members, each once, in order of first mention."""
        return tuple(dict.fromkeys(group for one in self.members for group in one.groups))


@frozen(kw_only=True)
class RatingSheet:
    """The ratings of one member, or of the group together.

    Attributes:
        member: Key of the member; absent on a joint sheet.
        together: Number of people present; absent on a member's sheet.
        steps: Indicator key to a step from 1, or ``cannot-say``.
    """

    member: str | None = marks.key(default=None, personal=Personal.YES)
    together: int | None = marks.number(default=None, at_least=1)
    steps: Mapping[str, Step] = marks.mapping(personal=Personal.YES)

    def __attrs_post_init__(self) -> None:
        """Refuse a sheet that is nobody's or two people's."""
        if (self.member is None) == (self.together is None):
            msg = "RatingSheet: found both or neither, expected exactly one of member, together"
            raise InvalidInput(msg)


@frozen(kw_only=True)
class Assessment:
    """Answers (facts) and ratings (judgements); scores are never kept here.

    Attributes:
        answers: Node key to answer. A topic or field takes an absence or a progress split,
            which then holds for everything below it.
        ratings: One sheet per member, at most one joint sheet.
        working_group: Who rates.
    """

    answers: Mapping[str, Answer] = marks.mapping()
    ratings: tuple[RatingSheet, ...] = marks.parts()
    working_group: WorkingGroup = marks.part(WorkingGroup())

    def answer_to(self, indicator_key: str) -> Answer:
        """Return the answer to an indicator; unanswered if nobody has answered."""
        return self.answers.get(indicator_key, _NOBODY)

    def sheets(self) -> Iterator[RatingSheet]:
        """Give the members' sheets, not the joint one."""
        return (sheet for sheet in self.ratings if sheet.member is not None)

    @property
    def joint_sheet(self) -> RatingSheet | None:
        """The sheet of the group together, if there is one."""
        return next((sheet for sheet in self.ratings if sheet.together is not None), None)

    def with_answer(self, key: str, answer: Answer) -> Assessment:
        """Return a copy with this answer in place of an earlier one."""
        return evolve(self, answers={**self.answers, key: answer})

    def with_sheet(self, sheet: RatingSheet) -> Assessment:
        """Return a copy with this sheet in place of the same member's earlier one."""
        others = [one for one in self.ratings if one.member != sheet.member]
        return evolve(self, ratings=(*others, sheet))


_NOBODY = Answer(value=Unanswered())
