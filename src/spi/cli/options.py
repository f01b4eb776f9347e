"""Options that commands share, and what they do with them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spi.cli.terminal import (
    json_text,
    language_of,
    say_document,
    say_json,
    tell,
)

if TYPE_CHECKING:
    from spi.disclosure import Disclosed
    from spi.language import Words

AUDIENCES = ("public", "council", "working-group", "office")
FORMATS = ("html", "fragment", "markdown", "json", "csv")
CODEBOOK_FORMATS = ("html", "fragment", "markdown")
SCHEMAS = (
    "dossier",
    "criteria-set",
    "field-of-action",
    "cases",
    "scorecard",
    "explanation",
    "findings",
    "questionnaire",
    "criteria-sets",
    "translations",
    "catalogue",
    "agenda",
    "stopped",
)

LANGUAGE = click.option(
    "--language", "-l", default="en", envvar="SPI_LANGUAGE", show_default=True, show_envvar=True,
    callback=language_of, metavar="CODE", help="Language of texts and messages, such as de-CH.",
)  # fmt: skip
JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON on standard output.")
OUTPUT = click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="File to write; standard output without it.",
)
CRITERIA = click.option(
    "--criteria", "-c", metavar="SET",
    help="Key, folder or file of a criteria set; the one that the dossier names by default.",
)  # fmt: skip
AUDIENCE = click.option(
    "--audience", type=click.Choice(AUDIENCES), default="working-group", show_default=True,
    help="Who reads; decides what is withheld.",
)  # fmt: skip
BASIS = click.option(
    "--basis", type=click.Choice(("rule", "panel")), help="One basis for all indicators."
)
TARGET_GROUP = click.option(
    "--target-group", metavar="KEY", help="Score the perspective of this group."
)


def options(*several: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Join several options into one decorator, in the order of the help."""

    def add(command: Any) -> Any:
        for one in reversed(several):
            command = one(command)
        return command

    return add


scored = options(
    click.argument("dossier", metavar="DOSSIER"),
    CRITERIA,
    AUDIENCE,
    BASIS,
    TARGET_GROUP,
    LANGUAGE,
)


def standard_input() -> bytes:
    """Return what comes in by standard input; nothing where there is none."""
    return sys.stdin.buffer.read() if sys.stdin else b""


def hand_over(text: str, output: Path | None, language: Words) -> None:
    """Write a text into a file, and say so; on standard output without one."""
    from spi.files import write_text

    if output is None:
        say_document(text)
        return
    write_text(output, text)
    tell(language.text("cli.written", path=output))


def hand_over_json(data: object, output: Path | None, language: Words) -> None:
    """Write plain data as JSON into a file, and say so; on standard output without one."""
    if output is None:
        say_json(data)
        return
    hand_over(f"{json_text(data)}\n", output, language)


def one_format(form: str | None, *, as_json: bool) -> None:
    """Refuse JSON beside another format.

    Raises:
        UsageError: Both are asked for.
    """
    if as_json and form not in {None, "json"}:
        msg = f"found --json and --format {form}, expected one of them"
        raise click.UsageError(msg)


def format_of(output: Path | None, known: tuple[str, ...], usual: str) -> str:
    """Return the format that the ending of a file names."""
    from spi.usecases.reporting import SUFFIXES

    if output is None:
        return usual
    found = SUFFIXES.get(output.suffix.lower())
    if found is None or found not in known:
        msg = (
            f"the ending of {output} names no format; choose one with --format: {', '.join(known)}"
        )
        raise click.UsageError(msg)
    return found


def disclosed(
    dossier: str,
    criteria: str | None,
    audience: str,
    basis: str | None,
    target_group: str | None,
    language: Words,
) -> Disclosed:
    """Score a dossier, and take out what the audience may not see."""
    from spi.disclosure import disclose
    from spi.scoring.scorecard import score
    from spi.usecases.loading import open_dossier, open_dossier_bytes

    opened = open_dossier_bytes(standard_input()) if dossier == "-" else open_dossier(dossier)
    chosen = opened.criteria(criteria, languages=language.chain)
    card = score(opened.fitting(chosen), chosen, basis=basis, target_group=target_group)
    return disclose(card, audience)
