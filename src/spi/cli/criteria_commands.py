"""The commands about criteria sets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from spi.cli.options import (
    CODEBOOK_FORMATS,
    JSON,
    LANGUAGE,
    OUTPUT,
    format_of,
    hand_over,
    hand_over_json,
    one_format,
    options,
)
from spi.cli.terminal import (
    say,
    say_json,
    stopping,
)

if TYPE_CHECKING:
    from spi.language import Words


@click.group("criteria")
def criteria_group() -> None:
    """List and show criteria sets."""


@criteria_group.command("list")
@options(LANGUAGE, JSON)
@stopping
def list_command(*, language: Words, as_json: bool) -> None:
    """List the criteria sets that come with the library."""
    from spi.cli.summary import sets_record, sets_table
    from spi.codec.records import record_to_plain

    if as_json:
        say_json(record_to_plain(sets_record(language)))
        return
    say(sets_table(language))


@criteria_group.command("show")
@click.argument("criteria", metavar="SET")
@options(LANGUAGE, JSON)
@stopping
def show_command(*, criteria: str, language: Words, as_json: bool) -> None:
    """Show the fields and indicators of SET (a key, folder or file)."""
    from spi.cli.summary import set_table
    from spi.usecases.loading import load_criteria
    from spi.usecases.questionnaires import questionnaire

    chosen = load_criteria(criteria, languages=language.chain)
    if as_json:
        say_json(questionnaire(chosen, language=language.code))
        return
    say(set_table(chosen, language))


@criteria_group.command("codebook")
@click.argument("criteria", metavar="SET")
@OUTPUT
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(CODEBOOK_FORMATS),
    help="By the file's ending; markdown otherwise.",
)
@options(LANGUAGE, JSON)
@stopping
def codebook_command(
    *, criteria: str, output: Path | None, form: str | None, language: Words, as_json: bool
) -> None:
    """Write every indicator of SET with its question, scale and sources.

    With --json, the criteria set itself, in all its languages.
    """
    from spi.usecases.codebooks import codebook
    from spi.usecases.loading import load_criteria

    one_format(form, as_json=as_json)
    if as_json:
        from spi.codec import to_plain

        hand_over_json(to_plain(load_criteria(criteria)), output, language)
        return
    chosen = form or format_of(output, CODEBOOK_FORMATS, "markdown")
    text = codebook(load_criteria(criteria, languages=language.chain), language, chosen)
    hand_over(text, output, language)
