"""The commands, and the options they share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spi.cli.terminal import (
    PROBLEMS,
    STOPPED,
    language_of,
    say,
    say_document,
    say_json,
    stopping,
    tell,
    typed,
)
from spi.errors import InvalidInput, SpiError

if TYPE_CHECKING:
    from spi.disclosure import Disclosed
    from spi.language import Words
    from spi.usecases.beginning import Beginning
    from spi.usecases.checking import Checked

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
)

_LANGUAGE = click.option(
    "--language", "-l", default="en", envvar="SPI_LANGUAGE", show_default=True, show_envvar=True,
    callback=language_of, metavar="CODE", help="Language of texts and messages, such as de-CH.",
)  # fmt: skip
_JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON on standard output.")
_output = click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="File to write; standard output without it.",
)
_CRITERIA = click.option(
    "--criteria", "-c", metavar="SET",
    help="Key, folder or file of a criteria set; the one that the dossier names by default.",
)  # fmt: skip
_AUDIENCE = click.option(
    "--audience", type=click.Choice(AUDIENCES), default="working-group", show_default=True,
    help="Who reads; decides what is withheld.",
)  # fmt: skip
_BASIS = click.option(
    "--basis", type=click.Choice(("rule", "panel")), help="One basis for all indicators."
)
_TARGET_GROUP = click.option(
    "--target-group", metavar="KEY", help="Score the perspective of this group."
)


def _options(*several: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def add(command: Any) -> Any:  # noqa: ANN401
        for one in reversed(several):
            command = one(command)
        return command

    return add


_scored = _options(
    click.argument("dossier", metavar="DOSSIER"),
    _CRITERIA,
    _AUDIENCE,
    _BASIS,
    _TARGET_GROUP,
    _LANGUAGE,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="social-planning-instrument", prog_name="spi")
def spi() -> None:
    """Assess the social situation of a municipality or a valley, see the need for action.

    Results go to standard output, messages to standard error. Exit codes: 0 good, 1 problems in
    data, 2 a wrong call, 3 something else stopped the work.
    """


def _disclosed(
    dossier: str,
    criteria: str | None,
    audience: str,
    basis: str | None,
    target_group: str | None,
    language: Words,
) -> Disclosed:
    from spi.disclosure import disclose  # noqa: PLC0415
    from spi.scoring.scorecard import score  # noqa: PLC0415
    from spi.usecases.loading import criteria_for, open_dossier, open_dossier_bytes  # noqa: PLC0415

    opened = (
        open_dossier_bytes(sys.stdin.buffer.read()) if dossier == "-" else open_dossier(dossier)
    )
    chosen = criteria_for(opened.dossier, criteria, languages=language.chain)
    card = score(opened.fitting(chosen), chosen, basis=basis, target_group=target_group)
    return disclose(card, audience)


@spi.command("score")
@_scored
@_JSON
@stopping
def score_command(*, as_json: bool, language: Words, **asked: Any) -> None:  # noqa: ANN401
    """Score DOSSIER (a YAML or JSON file, or - for JSON on standard input)."""
    from spi.cli.summary import summary  # noqa: PLC0415
    from spi.usecases.reporting import scorecard_plain  # noqa: PLC0415

    shown = _disclosed(language=language, **asked)
    if as_json:
        say_json(scorecard_plain(shown, language))
        return
    say(summary(shown, language))


@spi.command("report")
@_scored
@_output
@click.option(
    "--format", "-f", "form", type=click.Choice(FORMATS), help="By the file's ending without it."
)
@click.option(
    "--date", "created", metavar="YYYY-MM-DD", help="Day to state on the report; none without it."
)
@stopping
def report_command(
    *,
    output: Path | None,
    form: str | None,
    created: str | None,
    language: Words,
    **asked: Any,  # noqa: ANN401
) -> None:
    """Write the scorecard of DOSSIER: HTML, Markdown, JSON, CSV."""
    from spi.usecases.reporting import Format, written  # noqa: PLC0415

    chosen = Format(form or _format_of(output, FORMATS, "html"))
    day = _day(created)
    text = written(_disclosed(language=language, **asked), language, chosen, created=day)
    _hand_over(text, output, language)


def _hand_over(text: str, output: Path | None, language: Words) -> None:
    from spi.files import write_text  # noqa: PLC0415

    if output is None:
        say_document(text)
        return
    write_text(output, text)
    tell(language.text("cli.written", path=output))


def _format_of(output: Path | None, known: tuple[str, ...], usual: str) -> str:
    """Return the format that the ending of a file names."""
    from spi.usecases.reporting import SUFFIXES  # noqa: PLC0415

    if output is None:
        return usual
    found = SUFFIXES.get(output.suffix.lower())
    if found is None or found not in known:
        msg = (
            f"the ending of {output} names no format; choose one with --format: {', '.join(known)}"
        )
        raise click.UsageError(msg)
    return found


def _day(text: str | None) -> Any:  # noqa: ANN401 - a date or nothing
    from datetime import date  # noqa: PLC0415

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        msg = f'found "{text}", expected a date like 2026-03-05'
        raise click.BadParameter(msg, param_hint="--date") from None


@spi.command("explain")
@_options(click.argument("dossier"), click.argument("key", required=False))
@_options(_CRITERIA, _AUDIENCE, _BASIS, _TARGET_GROUP, _LANGUAGE, _JSON)
@stopping
def explain_command(*, key: str | None, as_json: bool, language: Words, **asked: Any) -> None:  # noqa: ANN401
    """Show how the score of KEY in DOSSIER arose; of the whole without KEY."""
    from spi.cli.summary import explanation  # noqa: PLC0415
    from spi.codec.records import explanation_plain  # noqa: PLC0415

    shown = _disclosed(language=language, **asked)
    reason = shown.explain(key)
    if as_json:
        say_json(explanation_plain(reason))
        return
    say(explanation(shown, reason, language))


@spi.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@_CRITERIA
@click.option("--publish", is_flag=True, help="Also what publishing a criteria set needs.")
@_options(_LANGUAGE, _JSON)
def check_command(
    *, paths: tuple[str, ...], criteria: str | None, publish: bool, language: Words, as_json: bool
) -> None:
    """Check criteria sets and dossiers (- for JSON on standard input).

    All problems at once, each with its place.
    """
    from spi.usecases.checking import check  # noqa: PLC0415

    found: list[Checked] = []
    stopped = False
    for path in paths:
        try:
            given = sys.stdin.buffer.read() if path == "-" else path
            found.append(check(given, criteria=criteria, publish=publish))
        except SpiError as why:
            tell(str(why))
            stopped = True
    if as_json:
        say_json(_checks_plain(found, language))
    else:
        for one in found:
            _tell_check(one, language, publish=publish)
    if stopped or not all(one.is_good for one in found):
        raise SystemExit(STOPPED if stopped else PROBLEMS)


def _tell_check(one: Checked, language: Words, *, publish: bool) -> None:
    for finding in one.findings:
        tell(language.finding(finding))
    if one.is_good:
        say(language.text("cli.check.good", name=one.name))
    else:
        wrong = sum(finding.severity == "error" for finding in one.findings)
        tell(f"{one.name}: {language.count('count.problems', wrong)}")
    if one.cases:
        say("  " + language.text("cli.check.cases", n=one.cases))
    if publish and one.evidence:
        say("  " + language.text("cli.check.evidence", **one.evidence))


def _checks_plain(found: list[Checked], language: Words) -> dict[str, Any]:
    from spi.codec.records import (  # noqa: PLC0415
        CheckedRecord,
        FindingsRecord,
        finding_record,
        record_to_plain,
    )

    checked = tuple(
        CheckedRecord(
            path=one.path, kind=one.kind, name=one.name, is_good=one.is_good,
            cases=one.cases, evidence=one.evidence,
        )
        for one in found
    )  # fmt: skip
    findings = tuple(
        finding_record(finding, language.finding(finding))
        for one in found
        for finding in one.findings
    )
    plain: dict[str, Any] = record_to_plain(FindingsRecord(checked=checked, findings=findings))
    return plain


# --- criteria ----------------------------------------------------------------------------------------


@spi.group("criteria")
def criteria_group() -> None:
    """List and show criteria sets."""


@criteria_group.command("list")
@_options(_LANGUAGE, _JSON)
@stopping
def list_command(*, language: Words, as_json: bool) -> None:
    """List the criteria sets that come with the library."""
    from spi.cli.summary import sets_plain, sets_table  # noqa: PLC0415

    if as_json:
        say_json(sets_plain(language))
        return
    say(sets_table(language))


@criteria_group.command("show")
@click.argument("criteria", metavar="SET")
@_options(_LANGUAGE, _JSON)
@stopping
def show_command(*, criteria: str, language: Words, as_json: bool) -> None:
    """Show the fields and indicators of SET (a key, folder or file)."""
    from spi.cli.summary import set_table  # noqa: PLC0415
    from spi.usecases.loading import load_criteria  # noqa: PLC0415
    from spi.usecases.questionnaires import questionnaire  # noqa: PLC0415

    chosen = load_criteria(criteria, languages=language.chain)
    if as_json:
        plain = questionnaire(chosen, language=language.code)
        say_json({"schema_version": 1, "document": "questionnaire", **plain})
        return
    say(set_table(chosen, language))


@criteria_group.command("codebook")
@click.argument("criteria", metavar="SET")
@_output
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(CODEBOOK_FORMATS),
    help="By the file's ending; markdown otherwise.",
)
@_LANGUAGE
@stopping
def codebook_command(
    *, criteria: str, output: Path | None, form: str | None, language: Words
) -> None:
    """Write every indicator of SET with its question, scale and sources."""
    from spi.usecases.codebooks import codebook  # noqa: PLC0415
    from spi.usecases.loading import load_criteria  # noqa: PLC0415

    chosen = form or _format_of(output, CODEBOOK_FORMATS, "markdown")
    text = codebook(load_criteria(criteria, languages=language.chain), language, chosen)
    _hand_over(text, output, language)


# --- beginning, translating, schemas -----------------------------------------------------------------


@spi.group("new")
def new_group() -> None:
    """Begin something new."""


@new_group.command("dossier")
@_output
@click.option("--criteria", "-c", default="alpine-figures", show_default=True, metavar="SET")
@click.option("--name", help="Name of the municipality or valley.")
@click.option("--cycle", help="Year of the cycle.")
@click.option("--kind", default="municipality", show_default=True)
@click.option("--country", help="Two letters.")
@click.option("--code", help="Official code.")
@click.option("--population", type=click.IntRange(min=0), help="Number of residents.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@_LANGUAGE
@stopping
def new_dossier_command(
    *,
    output: Path | None,
    criteria: str,
    force: bool,
    language: Words,
    **known: Any,  # noqa: ANN401 - what is asked, by name
) -> None:
    """Write a commented dossier to fill in; asks what the options do not say."""
    from spi.usecases.beginning import dossier_text  # noqa: PLC0415
    from spi.usecases.loading import load_criteria  # noqa: PLC0415

    if output is not None and output.exists() and not force:
        msg = f'found the file "{output}", expected none; name another one, or add --force'
        raise InvalidInput(msg)
    chosen = load_criteria(criteria, languages=language.chain)
    _hand_over(dossier_text(_beginning(language, known), chosen, language), output, language)


def _beginning(language: Words, known: dict[str, Any]) -> Beginning:
    from spi.usecases.beginning import Beginning, key_for  # noqa: PLC0415

    def residents(text: str) -> int | None:
        return _whole(text, language)

    def ask(name: str, read: Callable[[str], Any] = str, default: str | None = "") -> Any:  # noqa: ANN401
        if known[name] is not None or not sys.stdin.isatty():
            return typed(known[name]) if isinstance(known[name], str) else known[name]
        question = language.text(f"begin.ask.{name}")
        return click.prompt(question, default, value_proc=read, show_default=False, err=True)

    name = ask("name", default=None)
    if not name:
        msg = "name: found none, expected the name of the municipality or valley; add --name"
        raise InvalidInput(msg)
    cycle = ask("cycle", default=None)
    if not cycle:
        msg = "cycle: found none, expected a year; add --cycle"
        raise InvalidInput(msg)
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


@spi.group("i18n")
def i18n_group() -> None:
    """See how far translations are."""


@i18n_group.command("status")
@click.option("--criteria", "-c", default="alpine-figures", show_default=True, metavar="SET")
@_options(_LANGUAGE, _JSON)
@stopping
def status_command(*, criteria: str, language: Words, as_json: bool) -> None:
    """Say for each language what is translated, missing, outdated, still a draft."""
    from spi.cli.summary import translations_plain, translations_text  # noqa: PLC0415

    if as_json:
        say_json(translations_plain(criteria))
        return
    say(translations_text(criteria, language))


@i18n_group.command("catalogue")
@click.argument("code", metavar="CODE")
@click.option(
    "--criteria", "-c", required=True, metavar="SET", help="Key, folder or file of a criteria set."
)
@_output
@_LANGUAGE
@stopping
def catalogue_command(*, code: str, criteria: str, output: Path | None, language: Words) -> None:
    """Write the PO file of language CODE: every text, with the translations there are."""
    from spi.reading.criteria import read_criteria_fully  # noqa: PLC0415
    from spi.usecases.translating import catalogue_for  # noqa: PLC0415

    language_code = language_of(click.get_current_context(), click.Argument(["code"]), code).code
    _hand_over(catalogue_for(read_criteria_fully(criteria), language_code), output, language)


@spi.command("schema")
@click.argument("name", type=click.Choice(SCHEMAS))
@stopping
def schema_command(*, name: str) -> None:
    """Print the JSON Schema of a document."""
    from spi.usecases.schemas import schema  # noqa: PLC0415

    say_json(schema(name))
