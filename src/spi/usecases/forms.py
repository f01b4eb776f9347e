"""Forms to fill in anywhere."""

from __future__ import annotations

from spi.language import words
from spi.model.area import Area
from spi.model.criteria_set import CriteriaSet
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
