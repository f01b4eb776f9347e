"""Rows as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?", re.ASCII)


def csv_text(
    rows: Iterable[Mapping[str, object]], columns: Sequence[str], *, formula_safe: bool = True
) -> str:
    r"""Write rows as CSV: commas, lines that end in CR LF, quotation marks only where needed.

    Args:
        rows: Column to value. None, or no value, is an empty field; numbers are written in full,
            with a point; yes and no are ``true`` and ``false``.
        columns: Their order; also the first line.
        formula_safe: Put an apostrophe before a text that a spreadsheet could take for a formula:
            one that starts with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return and is no
            number. Whoever reads the file with a program turns this off, or drops it again.

    >>> csv_text(
    ...     [{"key": "doctors", "value": 1.5}, {"key": "=1+1", "value": None}], ["key", "value"]
    ... )
    "key,value\r\ndoctors,1.5\r\n'=1+1,\r\n"
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_field(name, formula_safe=formula_safe) for name in columns])
    for row in rows:
        writer.writerow([_field(row.get(name), formula_safe=formula_safe) for name in columns])
    return out.getvalue()


def _field(value: object, *, formula_safe: bool) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return repr(value)
        case str():
            return _harmless(str(value)) if formula_safe else str(value)
    return str(value)


def _harmless(text: str) -> str:
    if text.startswith(_STARTS) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text
