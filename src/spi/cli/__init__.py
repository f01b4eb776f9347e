"""What one can do with it, from a terminal; decides nothing itself."""

from __future__ import annotations

import sys

STOPPED = 3


def main() -> None:
    """Run the command ``spi``."""
    from spi.cli.commands import spi

    for stream in (sys.stdout, sys.stderr):
        # a console that cannot show a letter shows a question mark instead
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        spi(prog_name="spi")
    except OSError as why:  # nobody takes the result, as on a full disk
        print(f"cannot write the result: {why.strerror or why}", file=sys.stderr)  # noqa: T201 - click is of no use any more
        raise SystemExit(STOPPED) from None
