"""What one can do with it, from a terminal; decides nothing itself."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command ``spi``."""
    from spi.cli.commands import spi  # noqa: PLC0415 - nothing is loaded before it must

    for stream in (sys.stdout, sys.stderr):
        # a console that cannot show a letter shows a question mark instead
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    spi(prog_name="spi")
