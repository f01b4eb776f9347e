"""The place assessed: a municipality, a valley, a region; areas may be made of areas."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from spi.model import marks
from spi.model.text import LocalText

Attribute = bool | float | str
"""What a rule may read about an area: a claim, a number, or a word."""


@frozen(kw_only=True)
class Area:
    """A place with a name, a code and the attributes that rules may read.

    Attributes:
        key: Names it in this library.
        code: The code of the statistical office, as text.
        attributes: By name; ``population`` is the number of residents.
        members: Keys of the areas it is made of; empty for a single municipality.
    """

    key: str = marks.key()
    name: LocalText = marks.text()
    kind: str = marks.key(default="municipality")
    country: str | None = marks.text(default=None, form=marks.Form.COUNTRY)
    code: str | None = marks.text(default=None, form=marks.Form.CODE)
    attributes: Mapping[str, Attribute] = marks.mapping()
    members: tuple[str, ...] = marks.keys()
    is_invented: bool = marks.part(False, doc="no real place: for teaching and trying out")
    note: LocalText | None = marks.text(default=None, personal=marks.Personal.POSSIBLE)

    @property
    def population(self) -> float | None:
        """Number of residents, if stated."""
        count = self.attributes.get("population")
        return count if isinstance(count, int | float) and not isinstance(count, bool) else None
