"""Reading from and writing to a terminal; what stops a command, and with which exit code."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from spi.errors import InvalidDocument, SpiError, UnknownKey
from spi.findings import Finding

if TYPE_CHECKING:
    from spi.language import Words

PROBLEMS, USAGE, STOPPED = 1, 2, 3
"""Exit codes: data have problems; the call is wrong; something else stopped the work."""

F = TypeVar("F", bound=Callable[..., Any])


def typed(text: str) -> str:
    """Return what was typed: some systems hand over bytes that they cannot read."""
    return os.fsencode(text).decode("utf-8", "replace")


def say(text: str) -> None:
    """Write a result on standard output."""
    click.echo(text)


def tell(text: str) -> None:
    """Write a message on standard error."""
    click.echo(text, err=True)


def say_document(text: str) -> None:
    """Write a document on standard output: in UTF-8 wherever no person reads it at once."""
    plain = text.removesuffix("\n") + "\n"
    if sys.stdout.isatty():
        click.echo(plain, nl=False)
    else:
        click.echo(plain.encode(), nl=False)


def say_json(data: object) -> None:
    """Write plain data as JSON; letters that the console lacks are escaped."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    escape = encoding not in {"utf8", "utf8sig"}
    click.echo(json_text(data, escape=escape))


def json_text(data: object, *, escape: bool = False) -> str:
    """Return plain data as JSON, indented, in the order of its keys."""
    return json.dumps(data, ensure_ascii=escape, indent=2, sort_keys=True, allow_nan=False)


def language_of(_: click.Context, __: click.Parameter, code: str) -> Words:
    """Turn a language code into its words.

    Raises:
        BadParameter: There is no such language.
    """
    from spi.language import words

    try:
        return words(code)
    except SpiError as why:
        raise click.BadParameter(str(why)) from None


def table(rows: Sequence[Sequence[str]], numbers: Iterable[int] = ()) -> str:
    """Write rows in columns; those of *numbers* are aligned at the right."""
    right = set(numbers)
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = (
        "  ".join(
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def stopping(command: F) -> F:
    """Make a command end with a message and an exit code where the library raises."""

    @functools.wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        language = options.get("language")
        try:
            return command(*args, **options)
        except InvalidDocument as wrong:
            _stop(wrong.findings, language, as_json=bool(options.get("as_json")))
        except SpiError as why:
            told = _in_words(why, language)
            if options.get("as_json"):
                _say_stopped(told)
            tell(told)
            raise SystemExit(USAGE if isinstance(why, UnknownKey) else STOPPED) from None

    return run  # type: ignore[return-value]  # it takes what the command takes


def _say_stopped(message: str) -> None:
    from spi.codec.listings import StoppedRecord
    from spi.codec.records import record_to_plain

    say_json(record_to_plain(StoppedRecord(message=message)))


def _in_words(why: SpiError, language: Words | None) -> str:
    """Return what stops a command, in the language asked for."""
    return language.phrase(why.said) if language else str(why)


def _stop(findings: Sequence[Finding], language: Words | None, *, as_json: bool) -> None:
    from spi.language import words

    told = language or words()
    if as_json:
        from spi.codec.records import FindingsRecord, finding_record, record_to_plain

        records = tuple(finding_record(one, told.finding(one)) for one in findings)
        say_json(record_to_plain(FindingsRecord(findings=records)))
    for one in findings:
        tell(told.finding(one))
    tell(told.count("count.problems", len(findings)))
    raise SystemExit(PROBLEMS)
