"""The commands for a working group: sheets before and after it rates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spi.cli.options import (
    CODEBOOK_FORMATS,
    JSON,
    LANGUAGE,
    OUTPUT,
    disclosed,
    format_of,
    hand_over,
    hand_over_json,
    one_format,
    options,
    scored,
)
from spi.cli.terminal import stopping

if TYPE_CHECKING:
    from spi.language import Words

FORMAT = click.option(
    "--format", "-f", "form", type=click.Choice(CODEBOOK_FORMATS),
    help="By the file's ending; html otherwise.",
)  # fmt: skip


@click.group("group")
def working_group() -> None:
    """Sheets for the working group: the ballot, and what to discuss first."""


@working_group.command("ballot")
@click.argument("criteria", metavar="SET")
@click.option("--core", is_flag=True, help="Only core indicators: a shorter sheet.")
@options(OUTPUT, FORMAT, LANGUAGE, JSON)
@stopping
def ballot_command(
    *,
    criteria: str,
    core: bool,
    output: Path | None,
    form: str | None,
    language: Words,
    as_json: bool,
) -> None:
    """Write the sheet on which one member rates SET, to be printed.

    With --json, the questions as data.
    """
    from spi.usecases.loading import load_criteria
    from spi.usecases.questionnaires import questionnaire
    from spi.usecases.sheets import ballot

    chosen = load_criteria(criteria, languages=language.chain)
    chosen = chosen.select(core=True) if core else chosen
    one_format(form, as_json=as_json)
    if as_json:
        hand_over_json(questionnaire(chosen, language=language.code), output, language)
        return
    made = form or format_of(output, CODEBOOK_FORMATS, "html")
    hand_over(ballot(chosen, language, made), output, language)


@working_group.command("agenda")
@scored
@click.option("--most", type=click.IntRange(min=1), default=12, show_default=True)
@options(OUTPUT, FORMAT, JSON)
@stopping
def agenda_command(
    *,
    output: Path | None,
    form: str | None,
    most: int,
    language: Words,
    as_json: bool,
    **asked: Any,
) -> None:
    """List what to discuss first of the ratings in DOSSIER: disagreement, gap, weight."""
    from spi.usecases.sheets import agenda_plain, agenda_sheet

    shown = disclosed(language=language, **asked)
    one_format(form, as_json=as_json)
    if as_json:
        hand_over_json(agenda_plain(shown), output, language)
        return
    made = form or format_of(output, CODEBOOK_FORMATS, "html")
    hand_over(agenda_sheet(shown, language, made, most=most), output, language)
