"""The commands that begin, translate and describe."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spi.cli.options import (
    CRITERIA,
    JSON,
    LANGUAGE,
    OUTPUT,
    SCHEMAS,
    hand_over,
    hand_over_json,
    options,
    standard_input,
)
from spi.cli.terminal import (
    language_of,
    say,
    say_json,
    stopping,
    tell,
    typed,
)
from spi.errors import InvalidInput, raise_if_any

if TYPE_CHECKING:
    from spi.language import Words
    from spi.usecases.beginning import Beginning


@click.group("new")
def new_group() -> None:
    """Begin something new."""


@new_group.command("dossier")
@OUTPUT
@click.option("--criteria", "-c", default="alpine-figures", show_default=True, metavar="SET")
@click.option("--name", help="Name of the municipality or valley.")
@click.option("--cycle", help="Year of the cycle.")
@click.option("--kind", default="municipality", show_default=True)
@click.option("--country", help="Two letters.")
@click.option("--code", help="Official code.")
@click.option("--population", type=click.IntRange(min=0), help="Number of residents.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@options(LANGUAGE, JSON)
@stopping
def new_dossier_command(
    *,
    output: Path | None,
    criteria: str,
    force: bool,
    language: Words,
    as_json: bool,
    **known: Any,
) -> None:
    """Write a commented dossier to fill in; asks what the options do not say.

    With --json, the dossier without its comments, as data.
    """
    from spi.usecases.beginning import dossier_text
    from spi.usecases.loading import load_criteria

    if output is not None and output.exists() and not force:
        msg = f'found the file "{output}", expected none; name another one, or add --force'
        raise InvalidInput(msg)
    chosen = load_criteria(criteria, languages=language.chain)
    text = dossier_text(_beginning(language, known), chosen, language)
    if as_json:
        from spi.codec import to_plain
        from spi.usecases.loading import open_dossier_bytes

        plain = to_plain(open_dossier_bytes(text.encode()).dossier)
        hand_over_json(plain, output, language)
        return
    hand_over(text, output, language)


def _beginning(language: Words, known: dict[str, Any]) -> Beginning:
    from spi.usecases.beginning import Beginning, key_for

    def residents(text: str) -> int | None:
        return _whole(text, language)

    def ask(name: str, read: Callable[[str], Any] = str, default: str | None = "") -> Any:
        if known[name] is not None or not (sys.stdin and sys.stdin.isatty()):
            return typed(known[name]) if isinstance(known[name], str) else known[name]
        question = language.text(f"begin.ask.{name}")
        return click.prompt(question, default, value_proc=read, show_default=False, err=True)

    name, cycle = ask("name", default=None), ask("cycle", default=None)
    missing = [f"--{key}" for key, value in (("name", name), ("cycle", cycle)) if not value]
    if missing:
        msg = f"found no terminal to ask, expected what to write down; add {' and '.join(missing)}"
        raise click.UsageError(msg)
    return Beginning(
        key=key_for(name), name=name, cycle=cycle, kind=known["kind"],
        population=ask("population", residents),
        country=ask("country") or None, code=ask("code") or None,
    )  # fmt: skip


def _whole(text: str, language: Words) -> int | None:
    """Read a number of people as it is written here; asked again if it is none."""
    if not text.strip():
        return None
    try:
        count = language.read_number(text)
    except InvalidInput as why:
        raise click.UsageError(str(why)) from None
    if count < 0 or count != int(count):
        msg = f'found "{text}", expected a whole number'
        raise click.UsageError(msg)
    return int(count)


@click.group("i18n")
def i18n_group() -> None:
    """See how far translations are."""


@i18n_group.command("status")
@click.option("--criteria", "-c", default="alpine-figures", show_default=True, metavar="SET")
@options(LANGUAGE, JSON)
@stopping
def status_command(*, criteria: str, language: Words, as_json: bool) -> None:
    """Say for each language what is translated, missing, outdated, still a draft."""
    from spi.cli.summary import translations_record, translations_text
    from spi.codec.records import record_to_plain

    if as_json:
        say_json(record_to_plain(translations_record(criteria)))
        return
    say(translations_text(criteria, language))


@i18n_group.command("catalogue")
@click.argument("code", metavar="CODE")
@click.option(
    "--criteria", "-c", required=True, metavar="SET", help="Key, folder or file of a criteria set."
)
@OUTPUT
@options(LANGUAGE, JSON)
@stopping
def catalogue_command(
    *, code: str, criteria: str, output: Path | None, language: Words, as_json: bool
) -> None:
    """Write the PO file of language CODE: every text, with the translations there are."""
    from spi.codec.records import record_to_plain
    from spi.reading.criteria import read_criteria_fully
    from spi.usecases.translating import catalogue_for, catalogue_record

    language_code = language_of(click.get_current_context(), click.Argument(["code"]), code).code
    read = read_criteria_fully(criteria)
    if as_json:
        plain = record_to_plain(catalogue_record(read, language_code))
        hand_over_json(plain, output, language)
        return
    hand_over(catalogue_for(read, language_code), output, language)


@click.command("schema")
@click.argument("name", type=click.Choice(SCHEMAS))
@click.option("--json", is_flag=True, expose_value=False, help="As always here.")
@stopping
def schema_command(*, name: str) -> None:
    """Print the JSON Schema of a document."""
    from spi.usecases.schemas import schema

    say_json(schema(name))


@click.command("form")
@click.option("--criteria", "-c", required=True, metavar="SET", help="Key, folder or file.")
@click.option("--rating", is_flag=True, help="The sheet on which one member rates.")
@click.option("--core", is_flag=True, help="Only core indicators: a shorter form.")
@options(OUTPUT, LANGUAGE, JSON)
@stopping
def form_command(
    *,
    criteria: str,
    rating: bool,
    core: bool,
    output: Path | None,
    language: Words,
    as_json: bool,
) -> None:
    """Write a form as one HTML file: to fill in without a network, to print, to send back.

    What it saves comes into a dossier with: spi import. With --json, the questions as data.
    """
    from spi.usecases.forms import form
    from spi.usecases.loading import load_criteria
    from spi.usecases.questionnaires import questionnaire

    chosen = load_criteria(criteria, languages=language.chain)
    chosen = chosen.select(core=True) if core else chosen
    if as_json:
        hand_over_json(questionnaire(chosen, language=language.code), output, language)
        return
    asking = "rating" if rating else "answers"
    hand_over(form(chosen, language=language.code, asking=asking), output, language)


@click.command("import")
@click.argument("path", metavar="FILE")
@click.option(
    "--into", type=click.Path(path_type=Path), metavar="DOSSIER",
    help="Dossier that takes it; written anew, without comments, unless -o names a file.",
)  # fmt: skip
@click.option("--replace", is_flag=True, help="Replace answers that say something else.")
@options(CRITERIA, OUTPUT, LANGUAGE, JSON)
@stopping
def import_command(
    *,
    path: str,
    into: Path | None,
    replace: bool,
    criteria: str | None,
    output: Path | None,
    language: Words,
    as_json: bool,
) -> None:
    """Take what a form has saved (FILE, or - for standard input) into a dossier, checked."""
    from spi.codec import to_plain
    from spi.model.dossier_checks import check_against
    from spi.reading import to_yaml
    from spi.usecases.loading import open_dossier, open_dossier_bytes
    from spi.usecases.merging import merged

    opened = open_dossier_bytes(standard_input()) if path == "-" else open_dossier(path)
    chosen = opened.criteria(criteria, languages=())
    incoming = opened.fitting(chosen)
    target = output or into
    if into is not None:
        made = merged(open_dossier(into).fitting(chosen), incoming, replace=replace)
        incoming = made.dossier
        raise_if_any(check_against(incoming, chosen))
        tell(language.text("cli.imported", added=len(made.added), replaced=len(made.replaced)))
    if as_json:
        hand_over_json(to_plain(incoming), target, language)
        return
    hand_over(to_yaml(incoming), target, language)
