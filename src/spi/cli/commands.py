"""The commands that score, explain, report and check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spi.cli.criteria_commands import criteria_group
from spi.cli.group_commands import working_group
from spi.cli.making_commands import (
    form_command,
    i18n_group,
    import_command,
    new_group,
    schema_command,
)
from spi.cli.options import (
    AUDIENCE,
    BASIS,
    CRITERIA,
    FORMATS,
    JSON,
    LANGUAGE,
    OUTPUT,
    TARGET_GROUP,
    disclosed,
    format_of,
    hand_over,
    one_format,
    options,
    scored,
    standard_input,
)
from spi.cli.terminal import (
    PROBLEMS,
    STOPPED,
    say,
    say_json,
    stopping,
    tell,
)
from spi.errors import SpiError

if TYPE_CHECKING:
    from spi.language import Words
    from spi.usecases.checking import Checked


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="social-planning-instrument", prog_name="spi")
def spi() -> None:
    """Assess the social situation of a municipality or a valley, see the need for action.

    Results go to standard output, messages to standard error. Exit codes: 0 good, 1 problems in
    data, 2 a wrong call, 3 something else stopped the work.
    """


@spi.command("score")
@scored
@JSON
@stopping
def score_command(*, as_json: bool, language: Words, **asked: Any) -> None:
    """Score DOSSIER (a YAML or JSON file, or - for JSON on standard input)."""
    from spi.cli.summary import summary
    from spi.usecases.reporting import scorecard_plain

    shown = disclosed(language=language, **asked)
    if as_json:
        say_json(scorecard_plain(shown, language))
        return
    say(summary(shown, language))


@spi.command("report")
@scored
@OUTPUT
@click.option(
    "--format", "-f", "form", type=click.Choice(FORMATS), help="By the file's ending without it."
)
@click.option(
    "--date", "created", metavar="YYYY-MM-DD", help="Day to state on the report; none without it."
)
@JSON
@stopping
def report_command(
    *,
    output: Path | None,
    form: str | None,
    created: str | None,
    as_json: bool,
    language: Words,
    **asked: Any,
) -> None:
    """Write the scorecard of DOSSIER: HTML, Markdown, JSON, CSV.

    --json is short for --format json.
    """
    from spi.usecases.reporting import Format, written

    chosen = Format(_report_format(output, form, as_json=as_json))
    day = _day(created)
    text = written(disclosed(language=language, **asked), language, chosen, created=day)
    hand_over(text, output, language)


def _report_format(output: Path | None, form: str | None, *, as_json: bool) -> str:
    one_format(form, as_json=as_json)
    return "json" if as_json else form or format_of(output, FORMATS, "html")


def _day(text: str | None) -> Any:
    from datetime import date

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        msg = f'found "{text}", expected a date like 2026-03-05'
        raise click.BadParameter(msg, param_hint="--date") from None


@spi.command("explain")
@options(click.argument("dossier"), click.argument("key", required=False))
@options(CRITERIA, AUDIENCE, BASIS, TARGET_GROUP, LANGUAGE, JSON)
@stopping
def explain_command(*, key: str | None, as_json: bool, language: Words, **asked: Any) -> None:
    """Show how the score of KEY in DOSSIER arose; of the whole without KEY."""
    from spi.cli.summary import explanation
    from spi.codec.explanations import explanation_plain

    shown = disclosed(language=language, **asked)
    reason = shown.explain(key)
    if as_json:
        say_json(explanation_plain(reason, shown.card.dossier.area))
        return
    say(explanation(shown, reason, language))


@spi.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@CRITERIA
@click.option("--publish", is_flag=True, help="Also what publishing a criteria set needs.")
@options(LANGUAGE, JSON)
def check_command(
    *, paths: tuple[str, ...], criteria: str | None, publish: bool, language: Words, as_json: bool
) -> None:
    """Check criteria sets and dossiers (- for JSON on standard input).

    All problems at once, each with its place.
    """
    from spi.usecases.checking import check

    found: list[Checked] = []
    stopped = False
    for path in paths:
        try:
            given = standard_input() if path == "-" else path
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
    from spi.codec.records import CheckedRecord, FindingsRecord, finding_record, record_to_plain

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


spi.add_command(criteria_group)
spi.add_command(working_group)
spi.add_command(form_command)
spi.add_command(import_command)
spi.add_command(new_group)
spi.add_command(i18n_group)
spi.add_command(schema_command)
